import { useEffect, useRef } from 'preact/hooks';
import type { Look } from '../../protocol/watch.ts';
import { refreshMarks } from '../shell/events.ts';
import { whileSeen } from '../shell/while-seen.ts';
import { timeWithSeconds } from '../words/format.ts';
import { words } from '../words/now.ts';
import { Checklist } from './Checklist.tsx';
import { watchExercise } from './state.ts';

/** Pause in ms after which the page says again that it shows the exercise. The lab server watches for 15 s after each time. */
const EVERY = 5000;

interface Props {
  id: string;
  looked: Look | null;
  /** The verdict below says the same, part by part. */
  isTold: boolean;
  onLook: (look: Look | null) => void;
}

/**
 * Has the exercise watched as long as its card is on the screen, and shows what the last look saw. It is not a live region, since a screen
 * reader would speak every few seconds, and the verdict has a live region.
 */
export function WatchLine({ id, looked, isTold, onLook }: Props) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const card = line.current?.closest('.exercise') ?? line.current;
    if (!card) return;
    return whileSeen(card, EVERY, () => {
      void watchExercise(id)
        .then((look) => {
          onLook(look);
          // The event may have been missed, for instance while the connection was down.
          if (look?.status === 'correct') void refreshMarks();
        })
        // The next look comes soon, and the state of the host and of the connection is shown elsewhere.
        .catch(() => {});
    });
  }, [id]);
  const { says, last } = words.exercise.watch;
  return (
    <div class="watched">
      <p ref={line} class="watch-line">
        {says} {looked && <span>{last(timeWithSeconds(looked.at), looked.status)}</span>}
      </p>
      {looked && !isTold && looked.status !== 'correct' && <Checklist findings={looked.findings} />}
    </div>
  );
}
