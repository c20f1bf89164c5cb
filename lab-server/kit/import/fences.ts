/** A piece of a Markdown file: lines of text, or one fenced code block. */
export type Piece =
  | { kind: 'text'; lines: string[] }
  | {
      kind: 'code';
      /** What stands before the fence: spaces, or a list's marker. */
      lead: string;
      language: string;
      /** In the words between the braces after its end, such as `exec interrupt`. */
      action: string;
      lines: string[];
      /** The lines of the file that it is. */
      source: string[];
    };

const OPENS = /^(?<lead>\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?)(?<fence>`{3,}|~{3,})(?<info>[^`]*)$/;

/** Parts Markdown at its fenced code blocks, with what Killercoda writes after one. */
export function piecesOf(markdown: string): Piece[] {
  const pieces: Piece[] = [];
  const lines = markdown.split('\n');
  let text: string[] = [];
  const flush = () => {
    if (text.length > 0) pieces.push({ kind: 'text', lines: text });
    text = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const { lead: before = '', fence = '', info = '' } = OPENS.exec(line)?.groups ?? {};
    if (fence === '') {
      text.push(line);
      continue;
    }
    flush();
    const closes = new RegExp(`^\\s*${fence[0]}{${fence.length},}\\s*(?:\\{\\{([^}]*)\\}\\})?(.*)$`);
    const inside: string[] = [];
    let action = '';
    let rest = '';
    const from = at;
    for (at++; at < lines.length; at++) {
      const end = closes.exec(lines[at] ?? '');
      // More text after the fence is only allowed after an action.
      if (end && (end[1] !== undefined || end[2]?.trim() === '')) {
        action = end[1]?.trim() ?? '';
        rest = end[2] ?? '';
        break;
      }
      inside.push(lines[at] ?? '');
    }
    const language = info.trim().split(/[\s{]/)[0] ?? '';
    const lead = before.replaceAll('\t', '    ');
    const own = lines.slice(from, at + 1);
    if (rest.trim() !== '') own.push(`${own.pop()?.slice(0, -rest.length)}`);
    const code = outdented(inside, lead.length);
    pieces.push({ kind: 'code', lead, language, action, lines: code, source: own });
    if (rest.trim() !== '') text.push(rest.trim());
  }
  flush();
  return pieces;
}

const outdented = (lines: string[], by: number): string[] =>
  lines.map((line) => line.slice(Math.min(by, line.length - line.trimStart().length)));
