import { newcomer } from '../learner/state.ts';
import { useModal } from '../ui/use-modal.ts';
import { words } from '../words/now.ts';
import { PersonalCode } from './PersonalCode.tsx';

/** Shows a learner who has just joined a class their personal code, once. */
export function NewcomerDialog() {
  const who = newcomer.value;
  const dialog = useModal(who !== undefined);
  const close = (): void => {
    newcomer.value = undefined;
    // The form that had the focus is gone by now.
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  const said = words.classroom.personalCode;
  const name = who?.class?.name ?? '';
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="newcomer-title" onClose={close}>
      {who && (
        <>
          <h2 id="newcomer-title">{who.state === 'waiting' ? said.asked(name) : said.title(name)}</h2>
          <p>{said.text}</p>
          <PersonalCode />
          <p class="join-words">{said.again}</p>
          <div class="row">
            <button type="button" class="button primary" onClick={() => dialog.current?.close()}>
              {said.goOn}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
}
