import { type Piece, piecesOf } from './fences.ts';
import { inlineToMdx, type Tell, withPorts } from './inline.ts';

/** What begins a line of its own, so that no code span or sentence goes on from the line before it. */
const STARTS = /^\s*(?:[-*+]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\||(?:[-*_]\s*){3,}$)/;
const NO_LANGUAGE = /^(plain|plaintext|text|txt|none|)$|[^\w+#.-]/i;
/** One command that is a paragraph by itself. */
const LONE = /^(\s*)`([^`]+)`\s*\{\{\s*(exec(?:ute)?\b[^}]*)\}\}\s*$/;
/** Mark kept elements and quotes while the text around them is turned; they can stand in no file. */
const [KEPT, QUOTE] = ['\uE000', '\uE001'];

/**
 * Turns a Markdown page of Killercoda into one of a chapter.
 * @param tell gets a sentence for each thing that is not as it was.
 */
export function markdownToMdx(markdown: string, tell: Tell): string {
  const quoted = /^>.*(?:\n>.*)*/gm;
  const hasBlock = (quote: string) => /^>\s*(?:```|~~~)/m.test(quote);
  const quotes: string[] = [];
  // A quote with a code block in it is a page of its own, which its signs are put before again.
  const whole = piecesOf(markdown.replaceAll(/[\uE000\uE001]/g, ''))
    .map((piece) =>
      piece.kind === 'code'
        ? piece.source.join('\n')
        : piece.lines.join('\n').replaceAll(quoted, (quote) => {
            if (!hasBlock(quote)) return quote;
            const inside = pageToMdx(quote.replaceAll(/^> ?/gm, ''), tell).trimEnd();
            quotes.push(inside.replaceAll(/^/gm, '> ').replaceAll(/^> $/gm, '>'));
            return `\n${QUOTE}${quotes.length - 1}${QUOTE}\n`;
          }),
    )
    .join('\n');
  return pageToMdx(whole, tell).replaceAll(
    new RegExp(`${QUOTE}(\\d+)${QUOTE}`, 'g'),
    (_whole, at: string) => quotes[Number(at)] ?? '',
  );
}

function pageToMdx(markdown: string, tell: Tell): string {
  const source = onLines(withoutComments(markdown, tell));
  const pieces = piecesOf(source).flatMap(loneCommands);
  const keepsDetails = balanced(pieces, tell);
  const raise = 2 - highestHeading(pieces);
  const parts = pieces.map((piece) =>
    piece.kind === 'code'
      ? codeBlock(piece, tell)
      : textBlock(
          piece.lines.map((line) => headingAt(line, raise)),
          keepsDetails,
          tell,
        ),
  );
  return `${parts
    .join('\n')
    .replaceAll(/[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** Comments outside of code blocks; what they say was for authors. */
function withoutComments(markdown: string, tell: Tell): string {
  const pieces = piecesOf(markdown);
  const hasComment = pieces.some((one) => one.kind === 'text' && one.lines.join('\n').includes('<!--'));
  if (!hasComment) return markdown;
  tell('HTML comments are left out.');
  // A comment may hold a code block.
  return markdown.replaceAll(/<!--[\s\S]*?(?:-->|$(?![\s\S]))/g, '');
}

/** Puts each tag that parts blocks on a line of its own at the margin, before it is seen what the lines begin. */
function onLines(markdown: string): string {
  const parted = (lines: readonly string[]) =>
    lines
      .join('\n')
      .replaceAll(/<br\s*\/?>/gi, '\n')
      .replaceAll(/<\/?(?:details|summary)\b[^<>]*>/gi, (tag) => `\n${tag}\n`);
  return piecesOf(markdown)
    .map((piece) => (piece.kind === 'code' ? piece.source.join('\n') : parted(piece.lines)))
    .join('\n');
}

function codeBlock({ lead, language, action, lines }: Piece & { kind: 'code' }, tell: Tell): string {
  const runs = /^(exec|execute)\b/.test(action);
  const [first = ''] = lines;
  if (runs && /interrupt/.test(action))
    tell(`“${first}” is to stop what runs first: tell learners to press Ctrl+C.`);
  if (runs && /\bT\d/.test(action))
    tell(`“${first}” is for another terminal (${action}): tell learners to open one.`);
  // `text` has no Copy button, and looks as `txt` does.
  const named = NO_LANGUAGE.test(language) ? (action === 'copy' ? 'txt' : 'text') : language;
  const shown = runs ? 'sh run' : named;
  const code = lines.map((line) => withPorts(line, tell));
  // As long as it has to be for what is in it.
  const longest = Math.max(2, ...code.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = '`'.repeat(longest + 1);
  const margin = ' '.repeat(lead.length);
  const block = [`${lead}${fence}${shown}`, ...code.map((line) => margin + line), margin + fence];
  return ['', ...block, ''].join('\n');
}

/** Paragraphs that are one command with a button become the block that they are; so does code that is so by its margin. */
function loneCommands(piece: Piece): Piece[] {
  if (piece.kind === 'code') return [piece];
  const pieces: Piece[] = [];
  let text: string[] = [];
  let indented: string[] | undefined;
  let inList = false;
  const add = (code: Omit<Piece & { kind: 'code' }, 'kind' | 'source'>) => {
    if (text.length > 0) pieces.push({ kind: 'text', lines: text });
    text = [];
    pieces.push({ kind: 'code', source: [], ...code });
  };
  for (const line of piece.lines) {
    const [, lead = '', command = '', action = ''] = LONE.exec(line) ?? [];
    if (/^\S/.test(line)) inList = STARTS.test(line) && !/^[#>|]/.test(line);
    const isIndented = !inList && /^(?: {4}|\t)\s*\S/.test(line);
    if (command !== '') add({ lead, language: 'sh', action, lines: [command] });
    else if (isIndented && (indented || (text.at(-1) ?? '').trim() === '')) {
      const own = line.replace(/^(?: {4}|\t)/, '');
      if (indented) indented.push(own);
      else {
        indented = [own];
        add({ lead: '', language: 'text', action: '', lines: indented });
      }
      continue;
    } else text.push(line);
    indented = undefined;
  }
  if (text.length > 0) pieces.push({ kind: 'text', lines: text });
  return pieces;
}

/** The chapter's title is the heading above all others. */
function highestHeading(pieces: readonly Piece[]): number {
  const lines = pieces.flatMap((piece) => (piece.kind === 'text' ? piece.lines : []));
  const levels = lines.flatMap((line) => /^(#{1,6})\s/.exec(line)?.[1]?.length ?? []);
  return levels.length === 0 ? 2 : Math.min(...levels);
}

const headingAt = (line: string, raise: number): string =>
  line.replace(/^#{1,6}(?=\s)/, (marks) => '#'.repeat(Math.min(6, marks.length + raise)));

/** Whether <details> can stay: each closed, with its summary first, and none in another. */
function balanced(pieces: readonly Piece[], tell: Tell): boolean {
  const lines = pieces.flatMap((piece) => (piece.kind === 'text' ? piece.lines : []));
  const tags = lines.join('\n').match(/<\/?(?:details|summary)\b/gi) ?? [];
  const isInOrder = /^(<details(<summary<\/summary)?<\/details)*$/.test(tags.join('').toLowerCase());
  if (isInOrder) return true;
  tell('What <details> hides is shown: the elements are nested or not closed.');
  return false;
}

function textBlock(lines: readonly string[], keepsDetails: boolean, tell: Tell): string {
  const kept: string[] = [];
  const keep = (element: string): string => `${KEPT}${kept.push(element) - 1}${KEPT}`;
  const summary = (words: string): string => {
    const plain = inlineToMdx(
      words
        .replaceAll(/\s+/g, ' ')
        .replace(/[\s\\]+$/, '')
        .trim(),
      tell,
    );
    return keepsDetails ? `\n\n${keep(`<summary>${plain}</summary>`)}\n\n` : `\n\n**${plain}**\n\n`;
  };
  const text = lines
    .join('\n')
    .replaceAll(/<summary\b[^>]*>([\s\S]*?)<\/summary>/gi, (_whole, words: string) => summary(words))
    .replaceAll(/<\/?summary\b[^>]*>/gi, '')
    .replaceAll(/<(\/?)details\b[^>]*>/gi, (_whole, slash: string) =>
      keepsDetails ? `\n\n${keep(`<${slash}details>`)}\n\n` : '\n\n',
    );
  return spans(text.split('\n'))
    .map((span) => (isRule(span) ? span : escaped(inlineToMdx(span, tell))))
    .join('\n')
    .replaceAll(new RegExp(`${KEPT}(\\d+)${KEPT}`, 'g'), (_whole, at: string) => kept[Number(at)] ?? '');
}

const isRule = (span: string) => /^\s*[-*_|:\s]+$/.test(span);

/** Lines that belong together: a paragraph, one item, one row. */
function spans(lines: readonly string[]): string[] {
  const result: string[] = [];
  let open = false;
  for (const line of lines) {
    if (open && line.trim() !== '' && !STARTS.test(line)) result.push(`${result.pop()}\n${line}`);
    else result.push(line);
    open = line.trim() !== '' && !/^\s*#/.test(line);
  }
  return result;
}

/** MDX takes a line that begins so for a module's. */
const escaped = (span: string): string =>
  span.replaceAll(/(?<=^\s*)(import|export)\b/gm, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`);
