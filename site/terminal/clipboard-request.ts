import { fromBase64 } from './base64.ts';

/** Most letters that a program on the host may put on the learner's clipboard. */
const MOST = 100_000;

/**
 * The text that a program asks to put on the clipboard by OSC 52 (`Pc;Pd`, where Pd is the text in base64, by xterm's control sequences).
 * Undefined for anything else, above all for the question what is on the clipboard, which is never answered.
 */
export function clipboardRequest(data: string): string | undefined {
  const at = data.indexOf(';');
  return at < 0 ? undefined : fromBase64(data.slice(at + 1), MOST);
}
