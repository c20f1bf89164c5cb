const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);
/** No control character: with one an answer could press Enter. */
const TEXT = '[^\\u0000-\\u001f\\u007f-\\u009f]*';
/**
 * The answers that a terminal sends by itself when a program asks: device attributes (c), status and cursor position (n, R), modes ($y),
 * window reports (t), keyboard flags (u), colours (OSC) and strings (DCS).
 *
 * xterm.js hands these out by the same event as typing, so they are told apart by their form. No key sends one of them, except Shift+F3 of
 * some terminals, which xterm.js sends as `CSI 1;2R`. It has row 1, so it passes as an answer.
 */
const ANSWER = new RegExp(
  `^(?:${ESC}\\[[?>=]?[\\d;]*(?:[cnRtu]|\\$y)|${ESC}\\][\\d;]${TEXT}(?:${BEL}|${ESC}\\\\)|${ESC}P${TEXT}${ESC}\\\\)+$`,
);

/** Whether data from the terminal is an answer to a program and was not typed. */
export function isAnswer(data: string): boolean {
  return ANSWER.test(data);
}
