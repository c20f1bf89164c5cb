import { useLayoutEffect, useState } from 'preact/hooks';
import { type Place, placeFor } from './aside.ts';

/** What messages may not lie on: verdicts, and what a lab says of its parts. */
const KEPT = ':is(.verdict-place .verdict, .watched, .next-step)';

/**
 * Moves the messages out of the way of what came of an answer, whenever the page moves or something appears on it.
 * @param count the number of messages: a change of it changes their height.
 */
export function usePlace(element: { current: HTMLElement | null }, count: number): Place {
  const [place, setPlace] = useState<Place>('corner');
  useLayoutEffect(() => {
    const shown = element.current;
    if (!shown) return;
    let frame = 0;
    const choose = (): void => {
      frame = 0;
      // Somebody who works in a message must not lose it.
      if (shown.contains(document.activeElement)) return;
      const boxAt = (at: Place) => {
        shown.dataset.at = at;
        return shown.getBoundingClientRect();
      };
      const places = { corner: boxAt('corner'), top: boxAt('top') };
      const kept = [...document.querySelectorAll(KEPT)].map((one) => one.getBoundingClientRect());
      const next = placeFor(places, kept);
      shown.dataset.at = next;
      setPlace(next);
    };
    const soon = (): void => {
      frame ||= requestAnimationFrame(choose);
    };
    choose();
    const watch = new ResizeObserver(soon);
    watch.observe(document.body);
    watch.observe(shown);
    addEventListener('scroll', soon, { passive: true });
    addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      removeEventListener('scroll', soon);
      removeEventListener('resize', soon);
    };
  }, [count]);
  return place;
}
