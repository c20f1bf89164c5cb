import { mapSize } from '../state/map.ts';
import { previewSize } from '../state/preview.ts';
import { HostPanel } from './HostPanel.tsx';
import { MapPlace } from './map/MapPlace.tsx';
import { PreviewPlace } from './preview/PreviewPlace.tsx';
import { SheetBar } from './SheetBar.tsx';
import { Terminals } from './Terminals.tsx';

/** Everything beside the lesson. */
export function Workbench() {
  const upper = previewSize.value === 'none' ? mapSize.value : previewSize.value;
  return (
    <>
      <SheetBar />
      <div class="pane-body" id="pane-body" data-upper={upper}>
        <HostPanel />
        <MapPlace />
        <PreviewPlace />
        <Terminals />
      </div>
    </>
  );
}
