import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { words } from '../words/now.ts';
import { isArrow, nextThing } from './arrows.ts';
import type { Layout, Rect } from './layout.ts';
import { MapBox } from './MapBox.tsx';
import { MapLegend } from './MapLegend.tsx';
import { MapLines } from './MapLines.tsx';
import type { PanZoom } from './use-pan-zoom.ts';
import type { Wiring } from './wiring.ts';

interface Props {
  wiring: Wiring;
  layout: Layout;
  panZoom: PanZoom;
  selected: string | undefined;
  lit: ReadonlySet<string> | undefined;
  /** What is not dimmed while parts are lit: they and their way. */
  path: ReadonlySet<string> | undefined;
  onSelect: (id: string | undefined) => void;
}

/** The drawing, in a window that can be zoomed and moved. Arrow keys go from part to part. */
export function MapCanvas({ wiring, layout, panZoom, selected, lit, path, onSelect }: Props) {
  const places = useMemo(() => placesOf(layout), [layout]);
  const [current, setCurrent] = useState('lan');
  const at = places.has(current) ? current : 'lan';
  const { element, view, handlers, isMoving, zoom, fitIn, show } = panZoom;
  const hadFocus = useRef(false);

  const focus = (id: string): void => {
    element.current
      ?.querySelector<HTMLElement>(`[data-part="${CSS.escape(id)}"]`)
      ?.focus({ preventScroll: true });
  };
  // The part with the focus may be gone from the host. A person who works by keyboard must stay in the map.
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) focus(at);
  }, [layout]);
  useEffect(() => {
    const place = selected === undefined ? undefined : places.get(selected);
    if (place) show(place);
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (isArrow(event.key)) {
      const next = nextThing(at, event.key, places);
      if (next) focus(next);
    } else if (event.key === '+' || event.key === '=') zoom(1.25);
    else if (event.key === '-') zoom(0.8);
    else if (event.key === '0') fitIn();
    else return;
    event.preventDefault();
  };
  const { x, y, scale } = view;
  return (
    <div class="map-window" ref={element} {...handlers} data-moving={isMoving ? '' : undefined}>
      <p class="visually-hidden" id="map-hint">
        {words.map.hint}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: it is no set of fields but a drawing of buttons */}
      <div
        class="map-world"
        role="group"
        aria-label={words.map.drawing}
        aria-describedby="map-hint"
        style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
        onKeyDown={onKeyDown}
        onFocusIn={(event: FocusEvent) => {
          const id = (event.target as HTMLElement).dataset.part;
          const place = id === undefined ? undefined : places.get(id);
          hadFocus.current = true;
          if (id === undefined || !place) return;
          setCurrent(id);
          show(place);
        }}
        onFocusOut={() => {
          hadFocus.current = document.activeElement !== null && document.hasFocus();
        }}
      >
        <div
          class="map-host"
          style={{
            transform: `translate(${layout.host.x}px, ${layout.host.y}px)`,
            width: `${layout.host.width}px`,
            height: `${layout.host.height}px`,
          }}
        >
          <span>{words.map.host}</span>
        </div>
        <MapLines layout={layout} wiring={wiring} path={path} />
        {layout.boxes.map((placed) => (
          <MapBox
            key={placed.box.id}
            placed={placed}
            wiring={wiring}
            current={at}
            selected={selected}
            lit={lit}
            path={path}
            onSelect={onSelect}
          />
        ))}
      </div>
      <MapLegend />
    </div>
  );
}

/** Every part that can be selected, with its place in the drawing. */
function placesOf(layout: Layout): Map<string, Rect> {
  const rects = layout.boxes.flatMap(({ box, x, y, width, height }): [string, Rect][] =>
    box.rows.length === 0
      ? [[box.id, { x, y, width, height }]]
      : box.rows.map((row) => [row.part.id, { x, y: y + row.top, width, height: row.height }]),
  );
  return new Map(rects);
}
