import { useEffect, useRef, useState } from 'preact/hooks';
import { layOut } from './elk.ts';
import { graphOf, type Layout, readLayout } from './layout.ts';
import type { Wiring } from './wiring.ts';

/** The layout of the newest map that is laid out. Maps are laid out one after another: the next one waits. */
export function useLayout(wiring: Wiring | undefined, isNarrow: boolean): Layout | undefined {
  const [layout, setLayout] = useState<Layout>();
  const order = useRef<string[]>([]);
  const newest = useRef<[Wiring, boolean] | undefined>(undefined);
  const busy = useRef(false);
  const drawNext = async (): Promise<void> => {
    const next = newest.current;
    if (busy.current || !next) return;
    busy.current = true;
    newest.current = undefined;
    try {
      const { graph, boxes } = graphOf(next[0], order.current, next[1]);
      const done = readLayout(next[0], boxes, await layOut(graph));
      order.current = done.order;
      setLayout(done);
    } finally {
      busy.current = false;
    }
    await drawNext();
  };
  useEffect(() => {
    newest.current = wiring && [wiring, isNarrow];
    void drawNext();
  }, [wiring, isNarrow]);
  return layout;
}
