import { namedIn } from '../course/framework-names.ts';

/** The part of a hast node that is used. */
interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, string>;
  children?: Node[];
}

/** Elements that are left as they are, since commands, links and headings have colours of their own. */
const LEFT = /^(?:code|pre|a|h[1-6]|svg|figure|script|style)$/;

/** A rehype plugin that gives the names of the frameworks in the lesson's text their colours. */
export const frameworkNames = () => (tree: object) => dress(tree as Node);

function dress(node: Node): void {
  if (!node.children) return;
  node.children = node.children.flatMap((child) => {
    if (child.type === 'text') return parts(child.value ?? '');
    if (!LEFT.test(child.tagName ?? '')) dress(child);
    return child;
  });
}

const parts = (text: string): Node[] =>
  namedIn(text).map(({ text: value, framework }) =>
    framework
      ? {
          type: 'element',
          tagName: 'span',
          properties: { className: 'framework', 'data-framework': framework },
          children: [{ type: 'text', value }],
        }
      : { type: 'text', value },
  );
