import type { BlockContent, Code, DefinitionContent, PhrasingContent, RootContent } from 'mdast';
import { untaken } from './actions.ts';
import { takeButton, withButton } from './buttons.ts';
import { inlineToMdx, type Page, tagOf, trimmed } from './inline.ts';

export type Block = BlockContent | DefinitionContent;

const PLAIN = /^(plain|plaintext|text|txt|none|)$/i;
const LANGUAGE = /^[\w+#.-]+$/;
/** The button of a command that stands on a line by itself. */
const RUNS = /^\{\{\s*(exec(?:ute)?\b[^}]*)\}\}\s*$/;
/** Tags that separate blocks. */
const PARTS = /^\/?(details|summary)$/;

/** Turns the blocks of a page, a quote or an item of a list. @param raise levels that headings go down. */
export function blocksToMdx(blocks: readonly RootContent[], page: Page, raise: number): Block[] {
  const inside = (children: readonly RootContent[]) => blocksToMdx(children, page, raise);
  return blocks.flatMap((block): Block[] => {
    page.at(block);
    switch (block.type) {
      case 'paragraph':
        return parted(block.children, page);
      case 'heading': {
        const depth = Math.max(1, Math.min(6, block.depth + raise)) as typeof block.depth;
        return [{ ...block, depth, children: onOneLine(inlineToMdx(block.children, page)) }];
      }
      case 'code':
        return [codeBlock(block, page)];
      case 'list': {
        const children = block.children.map((item) => ({ ...item, children: inside(item.children) }));
        return [{ ...block, children }];
      }
      case 'blockquote':
      case 'footnoteDefinition':
        return [{ ...block, children: inside(block.children) }];
      case 'table': {
        const cells = (row: (typeof block.children)[number]) =>
          row.children.map((cell) => ({ ...cell, children: onOneLine(inlineToMdx(cell.children, page)) }));
        return [{ ...block, children: block.children.map((row) => ({ ...row, children: cells(row) })) }];
      }
      case 'thematicBreak':
        return [block];
      case 'definition':
        // References to it have its address by now.
        return [];
      default:
        page.tell(`What Markdown calls “${block.type}” is not taken.`);
        return [];
    }
  });
}

/** Without breaks between lines. */
export function onOneLine(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return trimmed(
    nodes.map((node) => {
      if (node.type === 'break') return { type: 'text', value: ' ' };
      return node.type === 'text' ? { ...node, value: node.value.replaceAll('\n', ' ') } : node;
    }),
  );
}

/** A code block of a chapter, with or without a Run button. */
function codeBlock(block: Code, { tell }: Page): Code {
  const { button, code } = takeButton(block);
  const info = block.lang ?? '';
  const language = info.split('{')[0] ?? '';
  const why = untaken(button, code);
  const runs = why === undefined && /^(exec|execute)\b/.test(button);
  const [first = ''] = code.split('\n');
  if (block.meta) tell(`“${block.meta}”, which stands after the language of a code block, is left out.`);
  const isPlain = PLAIN.test(language) || !LANGUAGE.test(language);
  if (info !== language || (isPlain && !PLAIN.test(language)))
    tell(`“${info}” is not taken as the language of a code block.`);
  if (runs && /interrupt/.test(button))
    tell(`“${first}” is to stop what runs first: tell learners to press Ctrl+C.`);
  if (runs && /\bT\d/.test(button))
    tell(`“${first}” is for another terminal (${button}): tell learners to open one.`);
  if (why !== undefined) tell(why);
  // `text` has no Copy button, and looks as `txt` does.
  const shown = isPlain ? (button === 'copy' ? 'txt' : 'text') : language;
  return { type: 'code', lang: runs ? 'sh' : shown, meta: runs ? 'run' : null, value: code };
}

/** A paragraph, split at the tags of <details> and at lines that are one command with a button. */
function parted(nodes: readonly PhrasingContent[], page: Page): Block[] {
  const result: Block[] = [];
  let text: PhrasingContent[] = [];
  const flush = () => {
    const children = trimmed(inlineToMdx(text, page));
    if (children.length > 0) result.push({ type: 'paragraph', children });
    text = [];
  };
  for (const line of linesOf(nodes)) {
    const command = commandOf(line);
    const tag =
      line.length === 1 && line[0]?.type === 'html' && PARTS.test(tagOf(line[0])) ? line[0] : undefined;
    if (command || tag) flush();
    const [at] = line;
    if (at) page.at(at);
    if (command) result.push(codeBlock(command, page));
    else if (tag) result.push({ type: 'html', value: `<${tagOf(tag)}>` });
    else text.push(...line, { type: 'text', value: '\n' });
  }
  flush();
  return result;
}

/** The lines of a paragraph. Tags that separate blocks are lines of their own. */
function linesOf(nodes: readonly PhrasingContent[]): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const node of nodes) {
    if (node.type === 'html' && tagOf(node) === 'br') lines.push([]);
    else if (node.type === 'html' && PARTS.test(tagOf(node))) lines.push([node], []);
    else if (node.type !== 'text') lines.at(-1)?.push(node);
    else
      for (const [index, value] of node.value.split('\n').entries()) {
        if (index > 0) lines.push([]);
        const line = (node.position?.start.line ?? 0) + index;
        lines.at(-1)?.push({ type: 'text', value, ...(node.position ? { position: onLine(line) } : {}) });
      }
  }
  return lines;
}

const onLine = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 1 } });

/** The code block for a line with one command and its button. */
function commandOf(line: readonly PhrasingContent[]): Code | undefined {
  const [code, button, ...more] = line.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  if (code?.type !== 'inlineCode' || button?.type !== 'text' || more.length > 0) return undefined;
  const [, action] = RUNS.exec(button.value) ?? [];
  // Keys are named in the text.
  return action === undefined || untaken(action.trim(), code.value) !== undefined
    ? undefined
    : { type: 'code', lang: 'sh', value: withButton(code.value, action) };
}
