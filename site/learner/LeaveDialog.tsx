import { PersonalCode } from '../join/PersonalCode.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { useModal } from '../ui/use-modal.ts';
import { words } from '../words/now.ts';
import { leave, me } from './state.ts';

/** Tells a learner how they come back, before the browser is somebody else's. */
export function LeaveDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useModal(open);
  const { busy, problem, act } = useAct();
  const close = () => dialog.current?.close();
  const learner = me.value;
  const said = words.classroom.menu.leaving;
  const canComeBack = Boolean(learner?.personalCode);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="leave-title" onClose={onClose}>
      {open && learner && (
        <>
          <h2 id="leave-title">{said.title}</h2>
          <p>{canComeBack ? said.text(learner.name) : said.noCode}</p>
          <PersonalCode />
          {problem && <ProblemNote problem={problem} />}
          <div class="row">
            {canComeBack && (
              <button type="button" class="button primary" aria-disabled={busy} onClick={() => act(leave)}>
                {said.go}
              </button>
            )}
            <button type="button" class="button" onClick={close}>
              {said.stay}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
}
