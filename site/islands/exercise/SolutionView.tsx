import { useState } from 'preact/hooks';
import type { Exercise } from '../../../protocol/exercise.ts';
import type { SolutionSteps } from '../../../protocol/solution.ts';
import { isExam } from '../../state/class.ts';
import { loadSolution } from '../../state/exercises.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { words } from '../../words/now.ts';
import { CommandBlock } from '../CommandBlock.tsx';
import { ProblemNote } from '../ProblemNote.tsx';
import { Coded } from './Coded.tsx';

/** How the answer is found, once the exercise allows it to be seen; before, when that will be. */
export function SolutionView({ exercise }: { exercise: Exercise }) {
  const { id, solution, revealAfter } = exercise;
  const [steps, setSteps] = useState<SolutionSteps>();
  const [problem, setProblem] = useState<ApiProblem>();
  if (solution.rule === 'never' || isExam.value) return null;
  if (!solution.open) {
    const { onceRight, afterAttempts } = words.exercise.solution;
    return (
      <p class="solution-kept">
        {solution.rule === 'after-correct' ? onceRight : afterAttempts(revealAfter)}
      </p>
    );
  }
  const load = async (): Promise<void> => {
    setProblem(undefined);
    try {
      setSteps(await loadSolution(id));
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  return (
    <details
      class="solution"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && !steps) void load();
      }}
    >
      <summary>{words.exercise.solution.show}</summary>
      {problem && <ProblemNote problem={problem} />}
      {steps && (
        <ol lang="en">
          {steps.map(({ text, run }) => (
            <li key={text}>
              <p>
                <Coded text={text} />
              </p>
              {run !== undefined && <CommandBlock command={run} />}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
