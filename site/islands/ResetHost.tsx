import { useRef, useState } from 'preact/hooks';
import { resetHost } from '../state/host.ts';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { ProblemNote } from './ProblemNote.tsx';

/** The button that gives a fresh host, and the question before it. */
export function ResetHost({ disabled }: { disabled: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  const reset = async (): Promise<void> => {
    setProblem(undefined);
    try {
      await resetHost();
      dialog.current?.close();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  return (
    <>
      <button
        type="button"
        class="button small"
        disabled={disabled}
        onClick={() => dialog.current?.showModal()}
      >
        Reset host
      </button>
      <dialog ref={dialog} class="dialog" aria-labelledby="reset-title">
        <h2 id="reset-title">Make a fresh lab host?</h2>
        <p>
          Files you made, packages and containers you changed, and your open terminals are lost. Your answers
          and marks stay.
        </p>
        {problem && <ProblemNote problem={problem} />}
        <div class="row">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            Keep this one
          </button>
          <button type="button" class="button danger" onClick={() => void reset()}>
            Reset host
          </button>
        </div>
      </dialog>
    </>
  );
}
