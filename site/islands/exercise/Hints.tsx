import { useState } from 'preact/hooks';
import type { Exercise } from '../../../protocol/exercise.ts';
import { openHint } from '../../state/exercises.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { words } from '../../words/now.ts';
import { ProblemNote } from '../ProblemNote.tsx';

/** The exercise's hints, one at a time, as asked for. */
export function Hints({ exercise }: { exercise: Exercise }) {
  const { id } = exercise;
  const [{ total, opened }, setHints] = useState(exercise.hints);
  const [problem, setProblem] = useState<ApiProblem>();
  if (total === 0) return null;
  const open = async (): Promise<void> => {
    setProblem(undefined);
    try {
      setHints(await openHint(id));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  return (
    <div class="hints">
      <ol
        aria-live="polite"
        aria-label={words.exercise.hints}
        class={opened.length === 0 ? 'none' : undefined}
      >
        {opened.map((hint) => (
          <li key={hint} lang="en">
            {hint}
          </li>
        ))}
      </ol>
      {problem && <ProblemNote problem={problem} />}
      {opened.length < total && (
        <button type="button" class="button small" onClick={() => void open()}>
          {words.exercise.openHint(opened.length + 1, total)}
        </button>
      )}
    </div>
  );
}
