import { classCode } from '../class/class-code.ts';
import { asking, declineToJoin, me } from '../learner/state.ts';
import { useModal } from '../ui/use-modal.ts';
import { words } from '../words/now.ts';
import { JoinForm } from './JoinForm.tsx';
import { WaitingRoom } from './WaitingRoom.tsx';

/** Asks for a name when something needs a lab host and there is no learner yet, or when somebody opened the address of a class. */
export function JoinDialog() {
  const open = asking.value;
  const dialog = useModal(open);
  const close = () => dialog.current?.close();
  const isForClass = classCode.value !== undefined;
  const known = me.value?.class ? me.value : undefined;
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="join-title" onClose={declineToJoin}>
      {open && known && isForClass && <IsThisYou name={known.name} onYes={close} />}
      {open && known && !isForClass && <WaitingRoom id="join-title" />}
      {open && !known && (
        <>
          <h2 id="join-title">{isForClass ? words.join.classDialog : words.join.dialog}</h2>
          <p class="join-words">{isForClass ? words.join.classDialogText : words.join.dialogText}</p>
          <JoinForm id="dialog" focus />
        </>
      )}
      {open && !(known && isForClass) && (
        <button type="button" class="quiet join-later" onClick={close}>
          {words.join.later}
        </button>
      )}
    </dialog>
  );
}

/** Two people at one computer are two learners: the one who is here already goes on, and the other one joins. */
function IsThisYou({ name, onYes }: { name: string; onYes: () => void }) {
  return (
    <>
      <h2 id="join-title">{words.join.isThisYou(name)}</h2>
      <button type="button" class="button primary" onClick={onYes}>
        {words.join.goOn(name)}
      </button>
      <p class="join-words join-other">{words.join.other}</p>
      <JoinForm id="dialog" />
    </>
  );
}
