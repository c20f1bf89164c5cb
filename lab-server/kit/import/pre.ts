import { inCode, type Line } from './lines.ts';
import type { Tell } from './tell.ts';

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};

/** Blocks of `<pre>` as blocks of code. Their text is not Markdown, whatever signs it has. */
export function preAsCode(lines: readonly Line[], tell: Tell): Line[] {
  const isCode = inCode(lines);
  const result: Line[] = [];
  let open = false;
  const add = (line: number, text: string) => {
    if (text.trim() !== '') result.push({ line, text: plain(text) });
  };
  for (const [i, { text, line }] of lines.entries()) {
    if (!open && isCode[i]) {
      result.push({ text, line });
      continue;
    }
    let rest = text;
    while (rest !== '' || !open) {
      const [whole, before = '', tag = ''] =
        (open ? /^(.*?)(<\/pre\s*>)/i : /^(.*?)(<pre\b[^>]*>)/i).exec(rest) ?? [];
      if (whole === undefined) break;
      if (open) add(line, before);
      else {
        if (before.trim() !== '') result.push({ text: before, line });
        tellOfFile(tag, line, tell);
      }
      result.push({ text: open ? FENCE : `${FENCE}text`, line }, ...(open ? [{ text: '', line }] : []));
      open = !open;
      rest = rest.slice(whole.length);
    }
    if (open) {
      if (rest !== '' || text === '') result.push({ line, text: plain(rest) });
    } else if (rest !== '' || rest === text) result.push({ text: rest, line });
  }
  if (open) result.push({ text: FENCE, line: lines.at(-1)?.line ?? 1 });
  return result;
}

/** Longer than any that a page has within. */
const FENCE = '``````';

/** Elements inside only dress the text. */
const plain = (text: string) =>
  text
    .replaceAll(/<\/?(?:code|b|i|em|strong|span|kbd|u|font|br)\b[^>]*>/gi, '')
    .replaceAll(/&(#39|[a-z]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** Katacoda puts such a block into a file of its editor, or into the clipboard. */
function tellOfFile(tag: string, line: number, tell: Tell): void {
  const [, file] = /\bdata-filename=["']([^"']*)/i.exec(tag) ?? [];
  if (file !== undefined)
    tell(`There is no editor that puts the text into ${file}: tell learners to write it there.`, line);
}
