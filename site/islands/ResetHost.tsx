import { useRef, useState } from 'preact/hooks';
import { resetHost } from '../state/host.ts';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { words } from '../words/now.ts';
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
