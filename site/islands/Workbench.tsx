import { mapSize } from '../state/map.ts';
import { HostPanel } from './HostPanel.tsx';
import { MapPlace } from './map/MapPlace.tsx';
import { SheetBar } from './SheetBar.tsx';
import { Terminals } from './Terminals.tsx';

/** Everything beside the lesson. */
export function Workbench() {
  return (
    <>
      <SheetBar />
      <div class="pane-body" id="pane-body" data-map={mapSize.value}>
        <HostPanel />
        <MapPlace />
        <Terminals />
      </div>
    </>
  );
}
