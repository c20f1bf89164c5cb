import { useEffect, useRef } from 'preact/hooks';
import { asking, declineToJoin } from '../state/learner.ts';
import { words } from '../words/now.ts';
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
          <h2 id="join-title">{words.join.dialog}</h2>
          <p class="join-words">{words.join.dialogText}</p>
          <JoinForm id="dialog" focus />
          <button type="button" class="quiet join-later" onClick={() => dialog.current?.close()}>
            {words.join.later}
          </button>
        </>
      )}
    </dialog>
  );
}
