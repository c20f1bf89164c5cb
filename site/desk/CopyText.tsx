import { useState } from 'preact/hooks';
import { copyText } from '../shell/clipboard.ts';
import { desk } from '../words/desk-now.ts';
import { DeskIcon } from './DeskIcon.tsx';

/** An address or a code, with a button that copies it. */
export function CopyText({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (!(await copyText(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <span class="copy-text">
      <code>{text}</code>
      <button
        type="button"
        class="quiet icon"
        aria-label={desk.common.copyThis(text)}
        title={desk.common.copy}
        onClick={() => void copy()}
      >
        <DeskIcon sign="copy" />
      </button>
      <span class="copied-note" role="status">
        {isCopied && desk.common.copied}
      </span>
    </span>
  );
}
