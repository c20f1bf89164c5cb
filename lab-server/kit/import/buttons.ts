import type { Code, Text } from 'mdast';
import type { Line } from './lines.ts';
import type { Tell } from './tell.ts';

/** Marks a button that was moved into its code block. No page can contain this mark. */
const MARK = '\uE000';
/** The end of a code block with a button after it, such as `exec interrupt`, and perhaps a sentence. */
const END = /^([>\t ]*)(`{3,}|~{3,})[^\S\n]*\{\{([^}\n]*)\}\}(.*)$/;

/**
 * Turns the lines of Killercoda's authors into Markdown. They write the button of a code block after its closing fence, where Markdown allows
 * nothing. Here it becomes the block's last line, and `takeButton` finds it there.
 */
export function buttonsInside(lines: readonly Line[]): Line[] {
  return lines.flatMap(({ text, line }) => {
    const bare = text.replaceAll(MARK, '');
    const [, lead = '', fence = '', button, rest = ''] = END.exec(bare) ?? [];
    if (button === undefined) return [{ text: bare, line }];
    const after = rest.trim() === '' ? [] : [`${lead}${rest.trim()}`];
    return [`${lead}${MARK}{{${button}}}`, `${lead}${fence}`, ...after].map((one) => ({ text: one, line }));
  });
}

/** A code block with its button, as `takeButton` reads it. */
export const withButton = (code: string, button: string): string => `${code}\n${MARK}{{${button}}}`;

/** Takes the button out of a code block again. */
export function takeButton({ value }: Code): { button: string; code: string } {
  const lines = value.split('\n');
  const [, button] = /^\s*\uE000\{\{([^}]*)\}\}$/.exec(lines.at(-1) ?? '') ?? [];
  if (button !== undefined) lines.pop();
  // A block that shows how Killercoda's blocks are written keeps their buttons where they were.
  const code = lines
    .join('\n')
    .replaceAll(/\uE000(\{\{[^}\n]*\}\})\n[>\t ]*(`{3,}|~{3,})/g, (_whole, shown, fence) => fence + shown);
  return { button: button?.trim() ?? '', code: code.replaceAll(MARK, '') };
}

/** The text without buttons of false code blocks, which end at another margin than they begin at. */
export function withoutLostButtons(text: Text, tell: Tell): string {
  return text.value.replaceAll(/\uE000(\{\{[^}]*\}\})/g, (_whole, button: string) => {
    tell(`The button ${button} is left out: its code block does not end at the margin where it begins.`);
    return '';
  });
}
