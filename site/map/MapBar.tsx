import { words } from '../words/now.ts';
import { mapSize, setMapSize } from './state.ts';
import type { PanZoom } from './use-pan-zoom.ts';

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
      <fieldset class="map-views" aria-label={words.map.view}>
        {(['drawing', 'table'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={view === one} onClick={() => onView(one)}>
            {words.map[one]}
          </button>
        ))}
      </fieldset>
      <div class="terminal-tools">
        {view === 'drawing' && <Zoom panZoom={panZoom} />}
        <button type="button" class="quiet larger" onClick={() => setMapSize(isFull ? 'beside' : 'full')}>
          {isFull ? words.map.smaller : words.map.larger}
        </button>
        <button
          type="button"
          class="quiet icon"
          aria-label={words.map.close}
          title={words.map.close}
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
        aria-label={words.map.zoomOut}
        title={words.map.zoomOut}
        onClick={() => zoom(0.8)}
      >
        −
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-label={words.map.zoomIn}
        title={words.map.zoomIn}
        onClick={() => zoom(1.25)}
      >
        +
      </button>
      <button type="button" class="quiet icon" title={words.map.fitTitle} onClick={fitIn}>
        {words.map.fit}
      </button>
    </>
  );
}
