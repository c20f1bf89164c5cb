import { useEffect, useRef } from 'preact/hooks';
import * as api from '../../protocol/api/exercises.ts';
import { me } from '../learner/state.ts';
import { call } from '../wire/api.ts';

/** ms for which a card is the one before the learner until that is said: scrolling past says nothing. */
const RESTING = 1500;

/** The height in pixels that is on the screen of each card that is. */
const seen = new Map<string, { card: Element; height: number }>();
let told: string | undefined;
let timer: number | undefined;

/** The card that the learner types into, otherwise the one of which most is on the screen. */
function before(): string | undefined {
  const [typed] = [...seen].filter(([, { card }]) => card.contains(document.activeElement));
  const [most] = [...seen].sort(([, a], [, b]) => b.height - a.height);
  return (typed ?? most)?.[0];
}

function lookSoon(): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    const id = document.visibilityState === 'visible' ? before() : undefined;
    if (id === undefined || id === told) return;
    told = id;
    // The desk then shows where the learner was before. Nothing depends on it.
    void call(api.here, { params: { id } }).catch(() => {});
  }, RESTING);
}

/** In a class, tells the instructor's desk which exercise the learner is on. The element is the exercise's card. */
export function useHere(id: string) {
  const card = useRef<HTMLDivElement>(null);
  const isInClass = me.value?.class != null && me.value.state === 'active';
  useEffect(() => {
    const element = card.current;
    if (!element || !isInClass) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) seen.set(id, { card: element, height: entry.intersectionRect.height });
        else seen.delete(id);
        lookSoon();
      },
      { threshold: [0, 0.25, 0.5, 0.75, 1] },
    );
    observer.observe(element);
    element.addEventListener('focusin', lookSoon);
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', lookSoon);
      seen.delete(id);
    };
  }, [id, isInClass]);
  return card;
}
