import type { Parents, PhrasingContent, Root, RootContent } from 'mdast';
import { visit } from 'unist-util-visit';
import { onOneLine } from './blocks.ts';
import type { Tell } from './tell.ts';

/** Turns the tags among the children of one node into <details> that MDX can read. */
const IN_ORDER = /^(<details>(<summary><\/summary>)?<\/details>)*$/;

/**
 * Makes `<summary>` elements of the text between their tags. When a <details> of the page is not closed, does not begin with a summary, or
 * stands in another, the tags of all are taken out, and the text that they hide is shown.
 */
export function detailsToMdx(page: Root, tell: Tell): void {
  let keeps = true;
  const parents: Parents[] = [];
  visit(page, (node) => {
    if (!('children' in node) || !node.children.some((child) => markOf(child) !== '')) return;
    parents.push(node);
    keeps &&= IN_ORDER.test(node.children.map(markOf).join(''));
  });
  if (!keeps) tell('What <details> hides is shown: the elements are nested or not closed.');
  for (const parent of parents) parent.children = withSummaries(parent.children as RootContent[], keeps);
}

/** The block's tag of <details>; empty for any other block. */
const markOf = (node: RootContent): string =>
  node.type === 'html' && /^<\/?(details|summary)>$/.test(node.value) ? node.value : '';

function withSummaries(blocks: readonly RootContent[], keeps: boolean): RootContent[] {
  const result: RootContent[] = [];
  const rest = [...blocks];
  for (let block = rest.shift(); block; block = rest.shift()) {
    const end = markOf(block) === '<summary>' ? rest.findIndex((one) => markOf(one) === '</summary>') : -1;
    if (end !== -1) result.push(...summary(rest.splice(0, end + 1).slice(0, -1), keeps));
    else if (markOf(block) === '' || keeps) result.push(block);
  }
  return result;
}

/** A summary of one line. Content that can't stand in a summary comes after it. */
function summary(blocks: RootContent[], keeps: boolean): RootContent[] {
  const words = blocks.flatMap((block) => (block.type === 'paragraph' ? [...block.children, SPACE] : []));
  const others = blocks.filter((block) => block.type !== 'paragraph' && markOf(block) === '');
  const children = onOneLine(words.flatMap((one) => (one.type === 'strong' ? one.children : [one])));
  const line: PhrasingContent[] = keeps
    ? [{ type: 'html', value: '<summary>' }, ...children, { type: 'html', value: '</summary>' }]
    : [{ type: 'strong', children }];
  return [...(children.length > 0 ? [{ type: 'paragraph' as const, children: line }] : []), ...others];
}

const SPACE: PhrasingContent = { type: 'text', value: ' ' };
