import { type DocName, docNames } from '../course/docs.ts';

/** The part of a hast node that is used. */
interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

/** Whether a file is one of the documentation's own pages. */
export const isDocsPage = (file: string | undefined): boolean => /\/docs\/[^/]+\.md$/.test(file ?? '');

/**
 * A rehype plugin for docs/*.md, which are pages of the site and are read as files as well. Links between them become links between the pages,
 * links to files that the site does not have become text, headings can be linked to, and tables scroll by themselves.
 */
export const docsPages = () => (tree: object, file: { path?: string }) => {
  if (isDocsPage(file.path)) dress(tree as Node, new Map());
};

function dress(node: Node, ids: Map<string, number>): void {
  if (!node.children) return;
  node.children = node.children.flatMap((child) => {
    dress(child, ids);
    if (child.tagName === 'a') return link(child);
    if (child.tagName === 'table') return table(child);
    if (/^h[2-4]$/.test(child.tagName ?? '')) return heading(child, ids);
    return child;
  });
}

function link(node: Node): Node | Node[] {
  const href = String(node.properties?.href ?? '');
  if (/^(https?:|#)/.test(href)) return node;
  const address = pageAddress(href);
  return address === undefined
    ? (node.children ?? [])
    : { ...node, properties: { ...node.properties, href: address } };
}

/**
 * The target of a link from one page of docs/ to another, relative to that page and so good in any language; undefined when the link leads to
 * no such page.
 */
export function pageAddress(href: string): string | undefined {
  const [, name = '', anchor = ''] = /^([a-z]+)\.md(#.*)?$/.exec(href) ?? [];
  return docNames.includes(name as DocName) ? `../${name}/${anchor}` : undefined;
}

/** The course's text is in English, and so is the name of the box that a keyboard scrolls. */
const table = (node: Node): Node => ({
  type: 'element',
  tagName: 'div',
  properties: { className: 'table-scroll', role: 'group', 'aria-label': 'Table', tabIndex: 0 },
  children: [node],
});

function heading(node: Node, ids: Map<string, number>): Node {
  const text = textOf(node);
  const id = anchorOf(text);
  const before = ids.get(id) ?? 0;
  ids.set(id, before + 1);
  const own = before === 0 ? id : `${id}-${before}`;
  // A style adds its sign, so that the table of contents has only the words.
  const anchor: Node = {
    type: 'element',
    tagName: 'a',
    properties: { className: 'anchor', href: `#${own}`, 'aria-label': `Link to “${text}”` },
    children: [],
  };
  return {
    ...node,
    properties: { ...node.properties, id: own },
    children: [...(node.children ?? []), anchor],
  };
}

const textOf = ({ value, children = [] }: Node): string => value ?? children.map(textOf).join('');

/** The anchor that GitHub gives a heading, so that links to it work in both places. */
export const anchorOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
