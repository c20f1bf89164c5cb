/** Keys that a phone's keyboard lacks, as a terminal sends them (xterm's control sequences). */
export const keyCodes = {
  Esc: '\x1b',
  Tab: '\t',
  '↑': '\x1b[A',
  '↓': '\x1b[B',
  '→': '\x1b[C',
  '←': '\x1b[D',
} as const;

/** The keys in the order they are shown. */
export const keyNames = Object.keys(keyCodes) as (keyof typeof keyCodes)[];

/** The code of an arrow in a program that has switched the cursor keys to their application codes, as less and vim do. */
export const inApplication = (code: string): string =>
  code.startsWith('\x1b[') ? code.replace('[', 'O') : code;

/** The code of a character with Ctrl; the character itself when Ctrl does not change it. */
export function withCtrl(typed: string): string {
  if (typed.length !== 1) return typed;
  const code = typed.toUpperCase().charCodeAt(0);
  if (typed === ' ') return '\0';
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code & 0x1f) : typed;
}
