import { useRef, useState } from 'preact/hooks';
import type { Exercise } from '../../../protocol/exercise.ts';
import { isExam } from '../../state/class.ts';
import { openHint } from '../../state/exercises.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { words } from '../../words/now.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { Coded } from './Coded.tsx';
import { HintQuestion } from './HintQuestion.tsx';

/** The exercise's hints, one at a time, as asked for; one that costs something after a question. */
export function Hints({ exercise }: { exercise: Exercise }) {
  const { id, hints } = exercise;
  const { total, opened, cost } = hints;
  const list = useRef<HTMLOListElement>(null);
  const question = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  if (total === 0) return null;
  const next = opened.length + 1;
  const open = async (): Promise<void> => {
    question.current?.close();
    setProblem(undefined);
    try {
      await openHint(id, next);
      // The button goes with the last hint, and the place in the page should not.
      if (next === total) list.current?.focus();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  return (
    <div class="hints">
      <ol
        ref={list}
        tabIndex={-1}
        aria-live="polite"
        aria-label={words.exercise.hints}
        class={opened.length === 0 ? 'none' : undefined}
      >
        {opened.map((hint) => (
          <li key={hint} lang="en">
            <Coded text={hint} />
          </li>
        ))}
      </ol>
      {problem && <ProblemNote problem={problem} />}
      {next <= total && isExam.value && <p class="no-help">{words.exercise.noHelp}</p>}
      {next <= total && !isExam.value && !exercise.closed && (
        <button
          type="button"
          class="button small"
          onClick={() => (cost > 0 ? question.current?.showModal() : void open())}
        >
          {cost > 0 ? words.exercise.openCostly(next, total, cost) : words.exercise.openHint(next, total)}
        </button>
      )}
      {cost > 0 && (
        <HintQuestion dialog={question} id={id} number={next} cost={cost} onOpen={() => void open()} />
      )}
    </div>
  );
}
