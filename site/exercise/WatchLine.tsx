import { useEffect, useRef, useState } from 'preact/hooks';
import type { Look } from '../../protocol/watch.ts';
import { refreshMarks } from '../shell/events.ts';
import { whileSeen } from '../shell/while-seen.ts';
import { timeWithSeconds } from '../words/format.ts';
import { words } from '../words/now.ts';
import { watchExercise } from './state.ts';

/** Pause in ms after which the page says again that it shows the exercise. The lab server watches for 15 s after each time. */
const EVERY = 5000;

/**
 * Has the exercise watched as long as its card is on the screen, and shows what the last look saw. It is not a live region, since a screen
 * reader would speak every few seconds, and the verdict has a live region.
 */
export function WatchLine({ id }: { id: string }) {
  const line = useRef<HTMLParagraphElement>(null);
  const [looked, setLooked] = useState<Look | null>(null);
  useEffect(() => {
    const card = line.current?.closest('.exercise') ?? line.current;
    if (!card) return;
    return whileSeen(card, EVERY, () => {
      void watchExercise(id)
        .then((look) => {
          setLooked(look);
          // The event may have been missed, for instance while the connection was down.
          if (look?.status === 'correct') void refreshMarks();
        })
        // The next look comes soon, and the state of the host and of the connection is shown elsewhere.
        .catch(() => {});
    });
  }, [id]);
  const { says, last } = words.exercise.watch;
  return (
    <p ref={line} class="watch-line">
      {says} {looked && <span>{last(timeWithSeconds(looked.at), looked.status)}</span>}
    </p>
  );
}
