import { useEffect, useRef, useState } from 'preact/hooks';
import type { Look } from '../../../protocol/watch.ts';
import { whileSeen } from '../../shell/while-seen.ts';
import { refreshMarks } from '../../state/events.ts';
import { watchExercise } from '../../state/exercises.ts';
import { timeWithSeconds } from '../../words/format.ts';
import { words } from '../../words/now.ts';

/** How often in ms the page says that it shows the exercise; the lab server watches for 15 s after each. */
const EVERY = 5000;

/**
 * Has the exercise watched as long as its card is seen, and shows what the last look saw. No live region: a screen reader would
 * speak every few seconds, and the verdict has one.
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
          // The event may have been missed, as while the connection was down.
          if (look?.status === 'correct') void refreshMarks();
        })
        // The next one comes soon, and the host's state and the connection are said elsewhere.
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
