import { useEffect, useRef } from 'preact/hooks';
import { askBeforePaste } from '../terminal/options.ts';
import { waitingPaste } from '../terminal/paste.ts';

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
    if (paste) waiting?.terminal.paste(waiting.text);
    waiting?.terminal.focus();
  };
  const lines = waiting?.text.trimEnd().split(/\r\n|\r|\n/) ?? [];
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="paste-title" onClose={() => answer(false)}>
      <h2 id="paste-title">Paste {lines.length} lines?</h2>
      <p>A program that takes them as typed runs each line at once.</p>
      <textarea
        class="paste-lines"
        aria-label="What would be pasted"
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
        Don’t ask again
      </label>
      <div class="row">
        <button type="button" class="button" onClick={() => answer(false)}>
          Don’t paste
        </button>
        <button ref={yes} type="button" class="button primary" onClick={() => answer(true)}>
          Paste
        </button>
      </div>
    </dialog>
  );
}
