import { HostPanel } from '../host/HostPanel.tsx';
import { MapPlace } from '../map/MapPlace.tsx';
import { mapSize } from '../map/state.ts';
import { PreviewPlace } from '../preview/PreviewPlace.tsx';
import { previewSize } from '../preview/state.ts';
import { Terminals } from '../terminal/Terminals.tsx';
import { SheetBar } from './SheetBar.tsx';

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
