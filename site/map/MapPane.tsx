import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { host } from '../host/state.ts';
import { keep, kept } from '../shell/kept.ts';
import { pane } from '../shell/pane.ts';
import { words } from '../words/now.ts';
import { followMap } from './follow.ts';
import { litParts } from './lit.ts';
import { pathOfLit } from './lit-path.ts';
import { MapBar, type MapView } from './MapBar.tsx';
import { MapCanvas } from './MapCanvas.tsx';
import { MapDetails } from './MapDetails.tsx';
import { MapTables } from './MapTables.tsx';
import { hostMap, lit, mapTrouble, setMapSize } from './state.ts';
import { useLayout } from './use-layout.ts';
import { usePanZoom } from './use-pan-zoom.ts';
import { Wiring } from './wiring.ts';

/** The map of the learner's host, as a drawing or as tables, with the selected part. */
export function MapPane() {
  const [view, setView] = useState<MapView>(kept('map-view') === 'table' ? 'table' : 'drawing');
  const [selected, setSelected] = useState<string>();
  const seen = useSeen();
  useEffect(() => (seen ? followMap() : undefined), [seen]);

  const map = hostMap.value;
  const wiring = useMemo(() => map && new Wiring(map), [map]);
  const part = selected === undefined ? undefined : wiring?.part(selected);
  const section = useRef<HTMLElement>(null);
  const layout = useLayout(wiring, useNarrow(section));
  const isDrawn = view === 'drawing' && layout !== undefined;
  const panZoom = usePanZoom(layout, { isShown: isDrawn, isHeld: part !== undefined });
  const shown = useMemo(
    () => (lit.value && wiring ? litParts(lit.value, wiring) : undefined),
    [lit.value, wiring],
  );
  const path = useMemo(() => (shown && wiring ? pathOfLit(shown, wiring) : undefined), [shown, wiring]);
  const leave = (): void => {
    if (part) setSelected(undefined);
    else if (lit.value) lit.value = undefined;
    else document.getElementById('map-button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    leave();
  };
  return (
    <section class="host-map" ref={section} aria-label={words.map.open} onKeyDown={onKeyDown}>
      <MapBar
        view={view}
        panZoom={panZoom}
        onView={(next) => {
          setView(next);
          keep('map-view', next);
        }}
        onClose={() => {
          setMapSize('none');
          document.getElementById('map-button')?.focus();
        }}
      />
      {lit.value && shown && (
        <p class="map-lit" role="status">
          <span>
            {words.map.litBy} <strong>{lit.value.slice(lit.value.indexOf(':') + 1)}</strong>.
            {shown.size === 0 && ` ${words.map.notThere}`}
          </span>
          <button type="button" class="quiet" onClick={() => (lit.value = undefined)}>
            {words.map.clear}
          </button>
        </p>
      )}
      <div class="map-area">
        {wiring && view === 'table' && (
          <MapTables wiring={wiring} selected={selected} lit={shown} onSelect={setSelected} />
        )}
        {wiring && isDrawn && (
          <MapCanvas
            wiring={wiring}
            layout={layout}
            panZoom={panZoom}
            selected={selected}
            lit={shown}
            path={path}
            onSelect={setSelected}
          />
        )}
        <MapNote hasMap={layout !== undefined} />
      </div>
      {part && wiring && <MapDetails part={part} wiring={wiring} onClose={() => setSelected(undefined)} />}
    </section>
  );
}

/** The reason why there is no map, or no map of the host's present state. */
function MapNote({ hasMap }: { hasMap: boolean }) {
  const left = hostMap.value?.left ?? 0;
  const trouble = host.value?.state === 'ready' ? mapTrouble.value : undefined;
  const note = noteOn(hasMap) || (left > 0 && !trouble ? words.map.left(left) : '');
  return (
    <p class="map-note" role="status" hidden={!note && !trouble}>
      {note} {trouble && <span lang="en">{trouble}</span>}
    </p>
  );
}

function noteOn(hasMap: boolean): string {
  const state = host.value?.state;
  if (state === 'parked') return words.map.paused;
  if (state !== 'ready') return words.map.notReady;
  if (mapTrouble.value) return hasMap ? words.map.stale : '';
  return hasMap ? '' : words.map.looking;
}

/** Whether somebody can see the map. Only then is the host looked at. */
function useSeen(): boolean {
  const [isVisible, setVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible && pane.value !== 'closed';
}

/** Whether there is more room below than beside. This counts the map's whole room, so that a selection does not make the map be drawn anew. */
function useNarrow(element: { current: HTMLElement | null }): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const { width = 1, height = 0 } = entry?.contentRect ?? {};
      setNarrow(width < height);
    });
    if (element.current) watch.observe(element.current);
    return () => watch.disconnect();
  }, []);
  return isNarrow;
}
