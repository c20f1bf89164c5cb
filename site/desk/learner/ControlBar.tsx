import { useEffect, useRef } from 'preact/hooks';
import type { WallRow } from '../../../protocol/desk/wall.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { askForControl, endControl } from '../state/help.ts';
import { instructor } from '../state/session.ts';

/** Asks a learner for permission to type in their terminal, shows how far that is, and gives the terminal back. */
export function ControlBar({ row, terminal }: { row: WallRow; terminal: string }) {
  const { learner, name, control } = row;
  const { busy, problem, act } = useAct();
  const end = useRef<HTMLButtonElement>(null);
  // The shell gets all other keys while one types in it.
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      end.current?.focus();
    };
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, []);
  if (!control) {
    return (
      <>
        {problem && <ProblemNote problem={problem} />}
        <button
          type="button"
          class="button small"
          aria-disabled={busy}
          onClick={() => void act(() => askForControl(learner, terminal))}
        >
          {desk.learner.takeOver}
        </button>
      </>
    );
  }
  const isMine = control.by === instructor.value?.name;
  const said = control.state === 'asked' ? desk.learner.asked(name) : desk.learner.granted;
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <span class={control.state === 'granted' ? 'badge good' : 'badge warm'} role="status">
        {isMine ? said : desk.learner.otherControls(control.by)}
      </span>
      {isMine && (
        <button
          ref={end}
          type="button"
          class="button small"
          aria-disabled={busy}
          onClick={() => void act(() => endControl(learner))}
        >
          {control.state === 'asked' ? desk.common.cancel : desk.learner.giveBack}
        </button>
      )}
    </>
  );
}
