import { useCopied } from '../ui/use-copied.ts';
import { desk } from '../words/desk-now.ts';
import { DeskIcon } from './DeskIcon.tsx';

/** An address or a code, with a button that copies it. */
export function CopyText({ text }: { text: string }) {
  const { copied, copy } = useCopied();
  return (
    <span class="copy-text">
      <code>{text}</code>
      <button
        type="button"
        class="quiet icon"
        aria-label={desk.common.copyThis(text)}
        title={desk.common.copy}
        onClick={() => void copy(text)}
      >
        <DeskIcon sign="copy" />
      </button>
      <span class="copied-note" role="status">
        {copied && desk.common.copied}
      </span>
    </span>
  );
}
