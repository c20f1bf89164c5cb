import type { Exercise } from '../../protocol/exercise.ts';
import { refreshMarks } from '../shell/events.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { startExercise } from './state.ts';

/** Makes the beginning of an exercise that has one of its own, the first time and again after a reset. */
export function StartExercise({ exercise: { id, start } }: { exercise: Exercise }) {
  const { busy, problem, act } = useAct();
  if (start === 'none') return null;
  const begin = () =>
    act(async () => {
      await startExercise(id);
      await refreshMarks();
    });
  const isDue = start === 'due';
  return (
    <div class="start-exercise">
      <p role="status">{isDue ? words.exercise.start.due : words.exercise.start.made}</p>
      {isDue && (
        <button type="button" class="button primary" aria-disabled={busy} onClick={() => void begin()}>
          {busy ? words.exercise.start.doing : words.exercise.start.begin}
        </button>
      )}
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
