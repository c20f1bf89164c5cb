import { useEffect, useRef } from 'preact/hooks';
import { askBeforePaste } from '../terminal/options.ts';
import { waitingPaste } from '../terminal/paste.ts';
import { words } from '../words/now.ts';

/** Asks before several lines are pasted into a terminal. */
export function PasteDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const yes = useRef<HTMLButtonElement>(null);
  const waiting = waitingPaste.value;
  useEffect(() => {
    if (!waiting) return dialog.current?.close();
    dialog.current?.showModal();
    yes.current?.focus();
  }, [waiting]);
  const answer = (paste: boolean): void => {
    waitingPaste.value = undefined;
    // At once, for while it is open the terminal cannot have the focus, and the next key is meant for that.
    dialog.current?.close();
    if (paste) waiting?.terminal.paste(waiting.text);
    waiting?.terminal.focus();
  };
  const lines = waiting?.text.trimEnd().split(/\r\n|\r|\n/) ?? [];
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="paste-title" onClose={() => answer(false)}>
      <h2 id="paste-title">{words.terminal.paste.title(lines.length)}</h2>
      <p>{words.terminal.paste.text}</p>
      <textarea
        class="paste-lines"
        aria-label={words.terminal.paste.lines}
        readOnly
        rows={Math.min(8, lines.length)}
        value={lines.join('\n')}
      />
      <label class="check-row">
        <input
          type="checkbox"
          checked={askBeforePaste.value === 'off'}
          onChange={({ currentTarget }) => {
            askBeforePaste.value = currentTarget.checked ? 'off' : 'on';
          }}
        />{' '}
        {words.terminal.paste.never}
      </label>
      <div class="row">
        <button type="button" class="button" onClick={() => answer(false)}>
          {words.terminal.paste.no}
        </button>
        <button ref={yes} type="button" class="button primary" onClick={() => answer(true)}>
          {words.terminal.paste.yes}
        </button>
      </div>
    </dialog>
  );
}
