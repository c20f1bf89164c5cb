import { useCopied } from '../ui/use-copied.ts';
import { words } from '../words/now.ts';

/** A command, or lines of a file, with what it is for and a button that copies it. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const { copied, copy } = useCopied();
  return (
    <div class="copy-line">
      <span>{label}</span>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keys */}
      <pre tabIndex={0}>{text}</pre>
      <button
        type="button"
        class="button small"
        aria-label={words.ssh.copyThis(label)}
        onClick={() => void copy(text)}
      >
        <span role="status">{copied ? words.host.copied : words.host.copy}</span>
      </button>
    </div>
  );
}
