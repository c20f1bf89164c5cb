import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words/now.ts';
import { hasUnseen, linesOf, shown } from './clipboard-text.ts';
import { askBeforePaste } from './options.ts';
import { pasteWaiting, waitingPaste } from './paste.ts';

/** Asks before text that may run something is pasted into a terminal. */
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
    const into = waiting?.into;
    if (paste) pasteWaiting();
    waitingPaste.value = undefined;
    // The dialog closes at once. While it is open the terminal cannot have the focus, and the next key is meant for the terminal.
    dialog.current?.close();
    into?.terminal.focus();
  };
  const lines = linesOf(waiting?.text ?? '');
  const isUnseen = hasUnseen(waiting?.text ?? '');
  const said = words.terminal.paste;
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="paste-title" onClose={() => answer(false)}>
      <h2 id="paste-title">{isUnseen ? said.unseenTitle : said.title(lines.length)}</h2>
      <p>{isUnseen ? said.unseenText : said.text}</p>
      <textarea
        class="paste-lines"
        aria-label={said.lines}
        readOnly
        rows={Math.min(8, lines.length)}
        value={shown(lines.join('\n'))}
      />
      {!isUnseen && (
        <label class="check-row">
          <input
            type="checkbox"
            checked={askBeforePaste.value === 'off'}
            onChange={({ currentTarget }) => {
              askBeforePaste.value = currentTarget.checked ? 'off' : 'on';
            }}
          />{' '}
          {said.never}
        </label>
      )}
      <div class="row">
        <button type="button" class="button" onClick={() => answer(false)}>
          {said.no}
        </button>
        <button ref={yes} type="button" class="button primary" onClick={() => answer(true)}>
          {isUnseen ? said.without : said.yes}
        </button>
      </div>
    </dialog>
  );
}
