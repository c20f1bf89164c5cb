import type { Definition, Html, InlineCode, Link, Node, PhrasingContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { ACTION, keyOf, untaken } from './actions.ts';
import { withoutLostButtons } from './buttons.ts';
import type { Tell } from './tell.ts';

/** The data that is needed to convert a page's paragraphs. */
export interface Page {
  /** The targets of reference links and pictures, by their identifiers. */
  definitions: ReadonlyMap<string, Definition>;
  tell: Tell;
  /** Says which node what is told is about. */
  at(node: Pick<Node, 'position'>): void;
}

/** Elements that only dress text: their text stays. */
const DRESS =
  /^(a|abbr|b|blockquote|body|center|code|del|div|dd|dl|dt|em|figure|figcaption|font|form|h[1-6]|html|i|ins|kbd|li|mark|ol|p|pre|q|s|samp|section|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var)$/;
/** Elements that show something of their own. */
const SHOWS = /^(audio|button|canvas|embed|iframe|img|input|link|object|script|source|style|svg|video)$/;
/** Targets to which a link of a chapter may lead. */
const OUTSIDE = /^(https?:|mailto:)/;
/** The button of a code span, right after it. */
const BUTTON = /^\{\{([^}]*)\}\}/;

/** Converts the inside of a paragraph, heading or table cell. Content that a chapter can't show is left out, and reported. */
export function inlineToMdx(source: readonly PhrasingContent[], page: Page): PhrasingContent[] {
  const nodes = [...source];
  const result: PhrasingContent[] = [];
  for (let node = nodes.shift(); node; node = nodes.shift()) {
    page.at(node);
    if (node.type === 'inlineCode') result.push(...codeSpan(node, nodes, page.tell));
    else if (node.type === 'html') result.push(...element(node, nodes, page));
    else result.push(...turned(node, page));
  }
  return joined(result);
}

/** The tag name of an inline `html` node, in lower case with its slash; empty for a comment and the like. */
export const tagOf = ({ value }: Html): string => /^<(\/?[a-z][\w-]*)/i.exec(value)?.[1]?.toLowerCase() ?? '';

function turned(node: PhrasingContent, page: Page): PhrasingContent[] {
  const { definitions, tell } = page;
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: withoutDeadButtons(withoutLostButtons(node, tell), tell) }];
    case 'link':
      return link(node, page);
    case 'linkReference': {
      const { url = '', title } = definitions.get(node.identifier) ?? {};
      return link({ type: 'link', url, title: title ?? null, children: node.children }, page);
    }
    case 'image':
      return picture(node.url, node.alt, tell);
    case 'imageReference':
      return picture(definitions.get(node.identifier)?.url ?? '', node.alt, tell);
    case 'strong':
    case 'emphasis':
    case 'delete': {
      const children = inlineToMdx(node.children, page);
      return children.length === 0 ? [] : [{ ...node, children }];
    }
    default:
      return [node];
  }
}

/** Buttons that belong to no code, and other words in braces, which would stand there for nothing. */
function withoutDeadButtons(text: string, tell: Tell): string {
  return text.replaceAll(/\{\{([^{}]*)\}\}/g, (whole, inside: string) => {
    const words = inside.trim();
    if (ACTION.test(words)) {
      tell(`The button ${whole} is left out: no code stands before it.`);
      return '';
    }
    // Those in capitals were told of before.
    if (words !== '' && !/^[A-Z][A-Z0-9_]*$/.test(words))
      tell(`${whole} stands in the text as it is: it is not known here.`);
    return whole;
  });
}

/** @param after the nodes that follow. The button is taken from the first of them. */
function codeSpan(node: InlineCode, after: PhrasingContent[], tell: Tell): PhrasingContent[] {
  const [next] = after;
  const [whole, button] = next?.type === 'text' ? (BUTTON.exec(next.value) ?? []) : [];
  const value = node.value.replaceAll('\n', ' ');
  if (next?.type === 'text' && whole !== undefined && button !== undefined) {
    after[0] = { ...next, value: next.value.slice(whole.length) };
    const key = /\bctrl-seq\b/.test(button) ? keyOf(value) : undefined;
    if (key !== undefined) {
      tell(`The button ${whole} pressed a key: the text names it, ${key}.`);
      return [{ ...node, value: key }];
    }
    const why = untaken(button.trim(), node.value.trim());
    if (why !== undefined) tell(why);
    else if (/^\s*exec(ute)?\b/.test(button))
      tell(`The command “${node.value.trim()}” stands amid a text: it has no Run button.`);
  }
  return node.value.trim() === '' ? [] : [{ ...node, value }];
}

function element(node: Html, after: PhrasingContent[], page: Page): PhrasingContent[] {
  const { tell } = page;
  const tag = tagOf(node);
  const name = tag.replace('/', '');
  if (node.value.startsWith('<!--')) {
    tell('HTML comments are left out.');
    return [];
  }
  if (name === 'br') return [{ type: 'text', value: '\n' }];
  const what = /\b(?:src|href)=["']([^"']*)/i.exec(node.value)?.[1];
  if (tag === 'a' && what !== undefined) {
    const end = after.findIndex((one) => one.type === 'html' && tagOf(one) === '/a');
    if (end !== -1) {
      const children = after.splice(0, end + 1).slice(0, -1);
      return link({ type: 'link', url: what, children: children as Link['children'] }, page);
    }
  }
  if (DRESS.test(name)) {
    tell(`The HTML element <${name}> is left out; its text stays.`);
    return [];
  }
  if (SHOWS.test(name)) {
    tell(`The HTML element <${name}>${what ? ` (${what})` : ''} is not taken.`);
    return [];
  }
  // Most often it stands for a text that the reader fills in, as <name> does.
  return [{ type: 'text', value: node.value }];
}

function link({ url, title, children }: Link, page: Page): PhrasingContent[] {
  // Of a link in a link only the text stays.
  const inside = inlineToMdx(children, page).flatMap((one) => (one.type === 'link' ? one.children : [one]));
  if (OUTSIDE.test(url))
    return [{ type: 'link', url, title: title ?? null, children: inside as Link['children'] }];
  const words = textOf(inside);
  page.tell(`The link “${words}” to ${url || 'nothing'} leads nowhere here: only its text is taken.`);
  return inside;
}

function picture(file: string, alt: string | null | undefined, tell: Tell): PhrasingContent[] {
  tell(`The picture ${file.trim() || 'without a name'} is not taken: a course has no pictures of its own.`);
  const value = alt?.trim() ?? '';
  return value === '' ? [] : [{ type: 'emphasis', children: [{ type: 'text', value }] }];
}

/** Joins neighbouring texts, and removes spaces at the ends of lines. */
function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === 'text' && last?.type === 'text') last.value += node.value;
    else if (node.type !== 'text') result.push(node);
    else result.push({ type: 'text', value: node.value });
  }
  for (const node of result)
    if (node.type === 'text') node.value = node.value.replaceAll(/(?<!\s)\s*\n\s*/g, '\n');
  return result.filter((node) => node.type !== 'text' || node.value !== '');
}

/** Removes line breaks and spaces at the beginning and at the end. */
export function trimmed(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result = joined(nodes);
  const [first, last] = [result[0], result.at(-1)];
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
  while (result.at(-1)?.type === 'break') result.pop();
  while (result[0]?.type === 'break') result.shift();
  const whole = result.filter((node) => node.type !== 'text' || node.value !== '');
  return whole.length === result.length ? whole : trimmed(whole);
}
