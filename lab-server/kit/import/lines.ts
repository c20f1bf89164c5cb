/** A line of a page, with the number that it has in the file. A step that adds a line gives it the number of the line that it came from. */
export interface Line {
  text: string;
  line: number;
}

export const linesOf = (text: string): Line[] =>
  text.split('\n').map((one, i) => ({ text: one, line: i + 1 }));

/** Whether each line is within a block of code, the fences among it. */
export function inCode(lines: readonly Line[]): boolean[] {
  let fence: string | undefined;
  return lines.map(({ text }) => {
    const [, mark] = /^[>\t ]*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})/.exec(text) ?? [];
    if (mark === undefined) return fence !== undefined;
    if (fence === undefined) fence = mark;
    else if (mark.startsWith(fence)) fence = undefined;
    return true;
  });
}
