import { useEffect, useRef, useState } from 'preact/hooks';
import type { Control } from '../../../protocol/class.ts';
import { answerControl, takeBackControl } from '../../state/class.ts';
import { nameAmong } from '../../state/tab-labels.ts';
import { viewOf } from '../../terminal/views.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { words } from '../../words/now.ts';
import { ProblemNote } from '../ProblemNote.tsx';

/** An instructor asks to type into a terminal, or may: the question, or who it is and the way to end it. */
export function ControlStrip({ control }: { control: Control }) {
  const { by, state } = control;
  const said = words.classroom.control;
  const terminal = nameAmong(control.terminal);
  const [problem, setProblem] = useState<ApiProblem>();
  const strip = useRef<HTMLDivElement>(null);
  const hasPressed = useRef(false);
  // Each press takes away the button that had the focus: the next one gets it, and at last the terminal.
  useEffect(() => {
    if (hasPressed.current) strip.current?.querySelector<HTMLElement>('.primary')?.focus();
  }, [state]);
  useEffect(
    () => () => {
      if (hasPressed.current) (viewOf(control.terminal) ?? document.getElementById('main'))?.focus();
    },
    [],
  );
  const attempt = (work: Promise<unknown>): void => {
    hasPressed.current = true;
    setProblem(undefined);
    work.catch((thrown) => setProblem(asProblem(thrown)));
  };
  return (
    <div ref={strip} class="control-strip" data-state={state} role="alert" aria-label={said.title}>
      <p>
        <strong>{state === 'asked' ? said.asks(by, terminal) : said.granted(by, terminal)}</strong>{' '}
        {state === 'asked' && said.seesAll}
      </p>
      <div class="row">
        {state === 'asked' ? (
          <>
            <button type="button" class="button small" onClick={() => attempt(answerControl(false))}>
              {said.no}
            </button>
            <button type="button" class="button small primary" onClick={() => attempt(answerControl(true))}>
              {said.allow}
            </button>
          </>
        ) : (
          <button type="button" class="button small primary" onClick={() => attempt(takeBackControl())}>
            {said.takeBack}
          </button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
