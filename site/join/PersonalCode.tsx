import { useState } from 'preact/hooks';
import { me } from '../learner/state.ts';
import { copyText } from '../shell/clipboard.ts';
import { words } from '../words/now.ts';

/** The learner's personal code, to be copied. */
export function PersonalCode() {
  const [isCopied, setCopied] = useState(false);
  const code = me.value?.personalCode;
  if (!code) return null;
  const said = words.classroom.personalCode;
  const copy = async (): Promise<void> => {
    if (!(await copyText(code))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <p class="personal-code">
      <span class="personal-code-label">{said.label}</span>
      <code>{code}</code>
      <button type="button" class="button small" onClick={() => void copy()}>
        {said.copy}
      </button>
      <span class="personal-code-copied" role="status">
        {isCopied && said.copied}
      </span>
    </p>
  );
}
