import { useEffect, useRef, useState } from 'preact/hooks';
import type { Layout, Rect } from './layout.ts';
import { fitted, showing, type View, zoomed } from './zoom.ts';

/** Pixels that a press may move before it counts as a drag and not as a click. */
const SLACK = 4;

interface State {
  isShown: boolean;
  /** The details of the selected part have taken some of the window. That is no reason to make the drawing smaller. */
  isHeld: boolean;
}

/**
 * A window on a drawing. It is dragged by pointer, and zoomed by wheel, two fingers or buttons. As long as nobody has moved it, it shows the
 * whole drawing, however that grows.
 */
export function usePanZoom(layout: Layout | undefined, { isShown, isHeld }: State) {
  const element = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 });
  const [isMoving, setMoving] = useState(false);
  const isFitted = useRef(true);
  const shown = useRef<Rect | undefined>(undefined);
  const held = useRef(isHeld);
  held.current = isHeld;
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const size = () => {
    const { clientWidth = 1, clientHeight = 1 } = element.current ?? {};
    return { width: clientWidth, height: clientHeight };
  };
  const fitIn = (): void => {
    isFitted.current = true;
    if (layout) setView(fitted(layout, size()));
  };
  const change = (next: (view: View) => View): void => {
    isFitted.current = false;
    setView(next);
  };
  const zoomAt = (by: number, clientX: number, clientY: number): void => {
    const box = element.current?.getBoundingClientRect();
    change((now) => zoomed(now, by, { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) }));
  };

  useEffect(() => {
    const follow = () => {
      if (!isFitted.current || !layout) return;
      if (!held.current) return fitIn();
      const window = size();
      setView(({ scale }) => {
        const whole = fitted(layout, window, scale);
        return shown.current ? showing(whole, shown.current, window) : whole;
      });
    };
    follow();
    const watch = new ResizeObserver(follow);
    if (element.current) watch.observe(element.current);
    return () => watch.disconnect();
  }, [layout?.width, layout?.height, isShown]);

  useEffect(() => {
    const target = element.current;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      zoomAt(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), event.clientX, event.clientY);
    };
    // A listener by Preact would be passive, and the page would scroll too.
    target?.addEventListener('wheel', onWheel, { passive: false });
    return () => target?.removeEventListener('wheel', onWheel);
  }, [isShown]);

  const handlers = {
    onPointerDown(event: PointerEvent): void {
      if (event.button !== 0) return;
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove(event: PointerEvent): void {
      const before = pointers.current.get(event.pointerId);
      if (!before) return;
      const [moveX, moveY] = [event.clientX - before.x, event.clientY - before.y];
      if (!isMoving && Math.hypot(moveX, moveY) < SLACK) return;
      // From here on it is a drag, and the part under the pointer gets no click.
      if (!isMoving) element.current?.setPointerCapture(event.pointerId);
      setMoving(true);
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (!other) {
        change((now) => ({ ...now, x: now.x + moveX, y: now.y + moveY }));
        return;
      }
      const spread = (x: number, y: number) => Math.hypot(x - other.x, y - other.y) || 1;
      const by = spread(event.clientX, event.clientY) / spread(before.x, before.y);
      zoomAt(by, (event.clientX + other.x) / 2, (event.clientY + other.y) / 2);
    },
    onPointerUp(event: PointerEvent): void {
      pointers.current.delete(event.pointerId);
      if (pointers.current.size === 0) setMoving(false);
    },
    onPointerCancel(event: PointerEvent): void {
      pointers.current.delete(event.pointerId);
      if (pointers.current.size === 0) setMoving(false);
    },
  };

  const zoom = (by: number): void => {
    const { width, height } = size();
    change((now) => zoomed(now, by, { x: width / 2, y: height / 2 }));
  };
  /** Moves the window so that a part of the drawing is seen. Does nothing when the part is seen already. */
  const show = (part: Rect): void => {
    shown.current = part;
    setView((now) => showing(now, part, size()));
  };
  return { element, view, handlers, isMoving, zoom, fitIn, show };
}

export type PanZoom = ReturnType<typeof usePanZoom>;
