/** The words of buttons that Killercoda and Katacoda know. */
export const ACTION = /^(?:exec(?:ute)?|copy|open)\b/;

/** `^C` as the key is called. */
export function keyOf(sequence: string): string | undefined {
  const [, name] = /^\^(ESC|[A-Z[])$/i.exec(sequence.trim()) ?? [];
  if (name === undefined) return undefined;
  return /^(?:ESC|\[)$/i.test(name) ? 'Esc' : `Ctrl+${name.toUpperCase()}`;
}

/** Why a button of a code is no Run button here; undefined when it is one, or a button to copy. */
export function untaken(button: string, code: string): string | undefined {
  const [first = ''] = code.split('\n');
  if (/\bctrl-seq\b/.test(button)) return `“${first}” was typed as keys (${button}): it has no Run button.`;
  if (/\bno-newline\b/.test(button))
    return `“${first}” was typed without Enter (${button}): it has no Run button.`;
  if (/\bHOST[2-9]\b/i.test(button)) return `“${first}” is for another host (${button}): a learner has one.`;
  if (/^open\b/.test(button)) return `“${first}” was opened in an editor: tell learners how to look at it.`;
  if (/^(?:exec(?:ute)?|copy)\b|^$/.test(button)) return undefined;
  return `The button {{${button}}} of “${first}” is not known.`;
}
