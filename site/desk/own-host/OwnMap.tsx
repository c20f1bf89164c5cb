import '../../styles/map.css';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { followMap } from '../../../protocol/api/desk-host.ts';
import type { HostMap } from '../../../protocol/host-map.ts';
import { MapCanvas } from '../../map/MapCanvas.tsx';
import { MapTables } from '../../map/MapTables.tsx';
import { sentenceOf, titleOf } from '../../map/naming.ts';
import { useLayout } from '../../map/use-layout.ts';
import { usePanZoom } from '../../map/use-pan-zoom.ts';
import { Wiring } from '../../map/wiring.ts';
import { followStream } from '../../wire/stream.ts';
import { words } from '../../words/now.ts';

/** The map of the instructor's own host, as a drawing or as tables, with what the selected part is. */
export function OwnMap() {
  const [map, setMap] = useState<HostMap>();
  const [trouble, setTrouble] = useState<string>();
  const [isDrawing, setDrawing] = useState(true);
  const [selected, setSelected] = useState<string>();
  useEffect(
    () =>
      followStream(
        followMap,
        {},
        {
          map: (next) => {
            setMap(next);
            setTrouble(undefined);
          },
          trouble: ({ detail }) => setTrouble(detail),
        },
      ),
    [],
  );
  const wiring = useMemo(() => map && new Wiring(map), [map]);
  const layout = useLayout(wiring, false);
  const part = selected === undefined ? undefined : wiring?.part(selected);
  const panZoom = usePanZoom(layout, { isShown: isDrawing, isHeld: part !== undefined });
  return (
    <section class="host-map own-map" aria-label={words.map.open}>
      <h2 class="visually-hidden">{words.map.open}</h2>
      <div class="map-bar">
        <fieldset class="map-views" aria-label={words.map.view}>
          {([true, false] as const).map((one) => (
            <button
              key={String(one)}
              type="button"
              aria-pressed={isDrawing === one}
              onClick={() => setDrawing(one)}
            >
              {one ? words.map.drawing : words.map.table}
            </button>
          ))}
        </fieldset>
      </div>
      <div class="map-area">
        {wiring && !isDrawing && (
          <MapTables wiring={wiring} selected={selected} lit={undefined} onSelect={setSelected} />
        )}
        {wiring && isDrawing && layout && (
          <MapCanvas
            wiring={wiring}
            layout={layout}
            panZoom={panZoom}
            selected={selected}
            lit={undefined}
            path={undefined}
            onSelect={setSelected}
          />
        )}
        <p class="map-note" role="status" hidden={layout !== undefined && !trouble}>
          {trouble ? <span lang="en">{trouble}</span> : words.map.looking}
        </p>
      </div>
      {part && wiring && (
        <p class="own-map-part" role="status">
          <strong>{titleOf(part, wiring)}</strong> {sentenceOf(part, wiring)}
        </p>
      )}
    </section>
  );
}
