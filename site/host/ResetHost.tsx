import { useRef } from 'preact/hooks';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { resetHost } from './state.ts';

/** The button for a fresh host, and the question before it. */
export function ResetHost({ disabled }: { disabled: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { problem, act } = useAct();
  const reset = () =>
    act(async () => {
      await resetHost();
      dialog.current?.close();
    });
  return (
    <>
      <button
        type="button"
        class="button small"
        disabled={disabled}
        onClick={() => dialog.current?.showModal()}
      >
        {words.host.reset}
      </button>
      <dialog ref={dialog} class="dialog" aria-labelledby="reset-title">
        <h2 id="reset-title">{words.host.resetTitle}</h2>
        <p>{words.host.resetText}</p>
        {problem && <ProblemNote problem={problem} />}
        <div class="row">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {words.host.keep}
          </button>
          <button type="button" class="button danger" onClick={() => void reset()}>
            {words.host.reset}
          </button>
        </div>
      </dialog>
    </>
  );
}
