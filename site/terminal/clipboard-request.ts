/** Most letters that a program on the host may put on the learner's clipboard. */
const MOST = 100_000;

/**
 * The text that a program asks to put on the clipboard by OSC 52 (`Pc;Pd`, where Pd is the text in base64, by xterm's control sequences).
 * Undefined for anything else, above all for the question what is on the clipboard, which is never answered.
 */
export function clipboardRequest(data: string): string | undefined {
  const at = data.indexOf(';');
  const encoded = data.slice(at + 1);
  if (at < 0 || encoded === '' || encoded.length > (MOST * 4) / 3 || !/^[A-Za-z0-9+/]+=*$/.test(encoded))
    return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
