import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';

export interface Naming {
  title: string;
  /** Stands in the field at first. */
  name: string;
  done: string;
  /** @throws ApiProblem, which is shown */
  take(name: string): Promise<void>;
}

/** Asks for a name of something new or something renamed. */
export function NameDialog({ naming, onClose }: { naming: Naming; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // At once, since the next key is meant for it. What tells the kind of file stays.
  useLayoutEffect(() => {
    dialog.current?.showModal();
    field.current?.setSelectionRange(0, naming.name.replace(/(?<=[^.])\.[^.]*$/, '').length);
  }, [naming]);
  const [name, setName] = useState(naming.name);
  const { problem, busy, act } = useAct();
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (await act(() => naming.take(name))) dialog.current?.close();
  };
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="naming-title" onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <h2 id="naming-title">{naming.title}</h2>
        <label class="field">
          {words.editor.name}
          <input
            ref={field}
            class="input"
            required
            autocomplete="off"
            spellcheck={false}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        {problem && <ProblemNote problem={problem} />}
        <div class="row">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {words.terminal.cancel}
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            {naming.done}
          </button>
        </div>
      </form>
    </dialog>
  );
}
