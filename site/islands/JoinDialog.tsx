import { useEffect, useRef } from 'preact/hooks';
import { asking, declineToJoin } from '../state/learner.ts';
import { JoinForm } from './JoinForm.tsx';

/** Asks for a name when something needs a lab host and there is no learner yet. */
export function JoinDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = asking.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="join-title" onClose={declineToJoin}>
      {open && (
        <>
          <h2 id="join-title">First, a lab host of your own</h2>
          <p class="join-words">
            It is a small Linux machine with containers running, and takes seconds to make.
          </p>
          <JoinForm id="dialog" focus />
          <button type="button" class="quiet join-later" onClick={() => dialog.current?.close()}>
            Not now
          </button>
        </>
      )}
    </dialog>
  );
}
