import { me } from '../learner/state.ts';
import { useCopied } from '../ui/use-copied.ts';
import { words } from '../words/now.ts';

/** The learner's personal code, to be copied. */
export function PersonalCode() {
  const { copied, copy } = useCopied();
  const code = me.value?.personalCode;
  if (!code) return null;
  const said = words.classroom.personalCode;
  return (
    <p class="personal-code">
      <span class="personal-code-label">{said.label}</span>
      <code>{code}</code>
      <button type="button" class="button small" onClick={() => void copy(code)}>
        {said.copy}
      </button>
      <span class="personal-code-copied" role="status">
        {copied && said.copied}
      </span>
    </p>
  );
}
