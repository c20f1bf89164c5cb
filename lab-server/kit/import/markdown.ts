import type { Definition, Node, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm';
import { mdxToMarkdown } from 'mdast-util-mdx';
import { type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';
import type { QuizQuestion } from '../../../checkers/quiz/quiz.ts';
import { blocksToMdx } from './blocks.ts';
import { buttonsInside } from './buttons.ts';
import { detailsToMdx } from './details.ts';
import type { Page } from './inline.ts';
import { linesOf } from './lines.ts';
import { withPlaces } from './places.ts';
import { preAsCode } from './pre.ts';
import { withoutQuiz } from './quiz.ts';
import type { Tell } from './tell.ts';

/** How MDX is written: text that MDX would take for code is escaped. */
const MDX: Options = {
  bullet: '-',
  rule: '-',
  extensions: [mdxToMarkdown(), gfmToMarkdown({ tablePipeAlign: false })],
  unsafe: [
    { character: '}', inConstruct: 'phrasing' },
    // MDX takes a line that begins so for a part of a module.
    { atBreak: true, character: 'i', after: 'mport\\b' },
    { atBreak: true, character: 'e', after: 'xport\\b' },
  ],
  handlers: {
    // Within a word an underline means nothing.
    text: (node: { value: string }, _parent: unknown, state: State, info: Parameters<State['safe']>[1]) =>
      state.safe(node.value, info).replaceAll(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, '_'),
  },
};

/**
 * Turns a Markdown page of Killercoda into the text of a chapter. The questions of a quiz are taken out of it.
 * @param tell gets a sentence for each thing that was changed, with its line.
 */
export function pageToMdx(markdown: string, tell: Tell): { mdx: string; questions: QuizQuestion[] } {
  const { lines, questions } = withoutQuiz(linesOf(markdown), tell);
  const ready = buttonsInside(preAsCode(withPlaces(lines, tell), tell));
  let line: number | undefined;
  const page = {
    tell: (note: string) => tell(note, line),
    at: ({ position }: Pick<Node, 'position'>) => {
      if (position) line = ready[position.start.line - 1]?.line ?? line;
    },
  };
  const blocks = withoutHtml(read(ready.map(({ text }) => text).join('\n')).children, page);
  const source: Root = { type: 'root', children: blocks };
  const whole: Page = { ...page, definitions: definitionsOf(source) };
  const turned: Root = { type: 'root', children: blocksToMdx(blocks, whole, 2 - highestHeading(source)) };
  detailsToMdx(turned, tell);
  return { mdx: toMarkdown(turned, MDX), questions };
}

/** The same without the questions. */
export const markdownToMdx = (markdown: string, tell: Tell): string => pageToMdx(markdown, tell).mdx;

const read = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** Reads HTML as text in which each tag stands for itself. The text between tags is Markdown too, as authors mean it. */
const readTags = (html: string): Root =>
  fromMarkdown(html, {
    extensions: [gfm(), { disable: { null: ['htmlFlow'] } }],
    mdastExtensions: [gfmFromMarkdown()],
  });

/** The blocks, with HTML blocks read anew in place. Comments were for authors and are left out. */
function withoutHtml(blocks: readonly RootContent[], page: Pick<Page, 'tell' | 'at'>): RootContent[] {
  return blocks.flatMap((block): RootContent[] => {
    page.at(block);
    if (block.type === 'html') {
      const rest = block.value.replace(/^<!--[\s\S]*?(?:-->|$(?![\s\S]))/, '');
      if (rest !== block.value) page.tell('HTML comments are left out.');
      const before = block.value.slice(0, block.value.length - rest.length).split('\n').length - 1;
      return withoutHtml(
        movedDown(readTags(rest), (block.position?.start.line ?? 1) - 1 + before).children,
        page,
      );
    }
    if (block.type !== 'list' && block.type !== 'listItem' && block.type !== 'blockquote') return [block];
    return [{ ...block, children: withoutHtml(block.children, page) } as RootContent];
  });
}

/** What was read by itself, at the lines that it has in the page. */
function movedDown(part: Root, by: number): Root {
  visit(part, (node) => {
    if (node.position) node.position.start.line += by;
  });
  return part;
}

function definitionsOf(page: Root): Map<string, Definition> {
  const found = new Map<string, Definition>();
  visit(page, 'definition', (one) => {
    if (!found.has(one.identifier)) found.set(one.identifier, one);
  });
  return found;
}

/** The chapter's title is the heading above all others. */
function highestHeading(page: Root): number {
  let highest = 7;
  visit(page, 'heading', ({ depth }) => {
    highest = Math.min(highest, depth);
  });
  return highest === 7 ? 2 : highest;
}
