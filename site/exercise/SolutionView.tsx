import { useState } from 'preact/hooks';
import type { Exercise } from '../../protocol/exercise.ts';
import type { SolutionSteps } from '../../protocol/solution.ts';
import { isExam } from '../class/state.ts';
import { CommandBlock } from '../terminal/CommandBlock.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { Coded } from './Coded.tsx';
import { loadSolution } from './state.ts';

/** The way to find the answer, once the exercise allows it to be shown. Before that it says when that will be. */
export function SolutionView({ exercise }: { exercise: Exercise }) {
  const { id, solution, revealAfter } = exercise;
  const [steps, setSteps] = useState<SolutionSteps>();
  const { problem, act } = useAct();
  if (solution.rule === 'never' || isExam.value) return null;
  if (!solution.open) {
    const { onceRight, afterAttempts } = words.exercise.solution;
    return (
      <p class="solution-kept">
        {solution.rule === 'after-correct' ? onceRight : afterAttempts(revealAfter)}
      </p>
    );
  }
  const load = () => act(async () => setSteps(await loadSolution(id)));
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
