import { useEffect, useRef } from 'preact/hooks';
import type { Control } from '../../protocol/class.ts';
import { nameAmong } from '../terminal/tab-labels.ts';
import { viewOf } from '../terminal/views.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { answerControl, takeBackControl } from './state.ts';

/** Shown when an instructor asks to type into a terminal, or may: the question, or the instructor's name and a way to end it. */
export function ControlStrip({ control }: { control: Control }) {
  const { by, state } = control;
  const said = words.classroom.control;
  const terminal = nameAmong(control.terminal);
  const { problem, act } = useAct();
  const strip = useRef<HTMLDivElement>(null);
  const hasPressed = useRef(false);
  // Each press removes the button that had the focus. The next button gets the focus, and at last the terminal.
  useEffect(() => {
    if (hasPressed.current) strip.current?.querySelector<HTMLElement>('.primary')?.focus();
  }, [state]);
  useEffect(
    () => () => {
      if (hasPressed.current) (viewOf(control.terminal) ?? document.getElementById('main'))?.focus();
    },
    [],
  );
  const attempt = (work: () => Promise<unknown>): void => {
    hasPressed.current = true;
    void act(work);
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
            <button
              type="button"
              class="button small"
              onClick={() => attempt(() => answerControl(false, by))}
            >
              {said.no}
            </button>
            <button
              type="button"
              class="button small primary"
              onClick={() => attempt(() => answerControl(true, by))}
            >
              {said.allow}
            </button>
          </>
        ) : (
          <button type="button" class="button small primary" onClick={() => attempt(takeBackControl)}>
            {said.takeBack}
          </button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
