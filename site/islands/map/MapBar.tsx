import type { PanZoom } from '../../map/use-pan-zoom.ts';
import { words } from '../../map/words.ts';
import { mapSize, setMapSize } from '../../state/map.ts';

export type MapView = 'drawing' | 'table';

interface Props {
  view: MapView;
  onView: (view: MapView) => void;
  panZoom: PanZoom;
  onClose: () => void;
}

/** The row above the map. */
export function MapBar({ view, onView, panZoom, onClose }: Props) {
  const isFull = mapSize.value === 'full';
  return (
    <div class="map-bar">
      <fieldset class="map-views" aria-label={words.view}>
        {(['drawing', 'table'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => onView(one)}>
            {words[one]}
          </button>
        ))}
      </fieldset>
      <div class="terminal-tools">
        {view === 'drawing' && <Zoom panZoom={panZoom} />}
        <button type="button" class="quiet map-larger" onClick={() => setMapSize(isFull ? 'beside' : 'full')}>
          {isFull ? words.smaller : words.larger}
        </button>
        <button
          type="button"
          class="quiet icon"
          aria-label={words.close}
          title={words.close}
          onClick={onClose}
        >
          ×
        </button>
      </div>
    </div>
  );
}

function Zoom({ panZoom: { zoom, fitIn } }: { panZoom: PanZoom }) {
  return (
    <>
      <button
        type="button"
        class="quiet icon"
        aria-label={words.zoomOut}
        title={words.zoomOut}
        onClick={() => zoom(0.8)}
      >
        −
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-label={words.zoomIn}
        title={words.zoomIn}
        onClick={() => zoom(1.25)}
      >
        +
      </button>
      <button type="button" class="quiet icon" title={words.fitTitle} onClick={fitIn}>
        {words.fit}
      </button>
    </>
  );
}
