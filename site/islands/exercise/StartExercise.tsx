import { useState } from 'preact/hooks';
import type { Exercise } from '../../../protocol/exercise.ts';
import { refreshMarks } from '../../state/events.ts';
import { startExercise } from '../../state/exercises.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { words } from '../../words/now.ts';
import { ProblemNote } from '../ProblemNote.tsx';

/** Makes the beginning of an exercise that has one of its own: first, and again after a reset. */
export function StartExercise({ exercise: { id, start } }: { exercise: Exercise }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  if (start === 'none') return null;
  const begin = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await startExercise(id);
      await refreshMarks();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
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
