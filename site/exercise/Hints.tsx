import { useRef } from 'preact/hooks';
import type { Exercise } from '../../protocol/exercise.ts';
import { isExam } from '../class/state.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { Coded } from './Coded.tsx';
import { HintQuestion } from './HintQuestion.tsx';
import { openHint } from './state.ts';

/** The exercise's hints, opened one at a time. A hint that costs something is opened after a question. */
export function Hints({ exercise }: { exercise: Exercise }) {
  const { id, hints } = exercise;
  const { total, opened, cost } = hints;
  const list = useRef<HTMLOListElement>(null);
  const question = useRef<HTMLDialogElement>(null);
  const { problem, act } = useAct();
  if (total === 0) return null;
  const next = opened.length + 1;
  const open = (): Promise<unknown> => {
    question.current?.close();
    return act(async () => {
      await openHint(id, next);
      // The button goes with the last hint, but the reader's place in the page must stay.
      if (next === total) list.current?.focus();
    });
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
