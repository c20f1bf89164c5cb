/** Says what of the source did not come along. */
export type Tell = (note: string) => void;

/** Elements that only dress text: their text stays. */
const DRESS =
  /^(a|abbr|b|blockquote|body|center|code|del|div|dd|dl|dt|em|figure|figcaption|font|form|h[1-6]|html|i|ins|kbd|li|mark|ol|p|pre|q|s|samp|section|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var)$/;
/** Elements that show something of their own. */
const SHOWS = /^(audio|button|canvas|embed|iframe|img|input|link|object|script|source|style|svg|video)$/;
/** One start or end tag; a value may hold `>`. */
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+(?:"[^"]*"|'[^']*'|[^"'<>])*)?)\/?>/g;
const PORT = /\{\{\s*TRAFFIC_HOST1_(\d{1,5})\s*\}\}/g;
/** Other words that Killercoda puts something in for. */
const VARIABLE = /\{\{\s*([A-Z][A-Z0-9_]*)\s*\}\}/g;

/**
 * Turns one paragraph, list item, heading or row of a table into MDX: what MDX would take for code of its own is escaped.
 * Every code span of the result stands on one line, and every other backtick is escaped, so that both readers see the same.
 */
export function inlineToMdx(source: string, tell: Tell): string {
  let out = '';
  let rest = withPorts(source, tell);
  for (;;) {
    const opening = /(?<!\\)`+/.exec(rest);
    if (!opening) return out + textToMdx(rest, tell);
    const [ticks] = opening;
    const after = rest.slice(opening.index + ticks.length);
    const closing = new RegExp(`(?<!\`)\`{${ticks.length}}(?!\`)`).exec(after);
    out += textToMdx(rest.slice(0, opening.index), tell);
    if (!closing) {
      out += ticks.replaceAll('`', '\\`');
      rest = after;
      continue;
    }
    const action = /^\{\{([^}]*)\}\}/.exec(after.slice(closing.index + ticks.length));
    const code = after.slice(0, closing.index).replaceAll('\n', ' ');
    if (/^(exec|execute)\b/.test(action?.[1] ?? ''))
      tell(`The command “${code.trim()}” stands amid a text: it has no Run button.`);
    out += code.trim() === '' ? '' : ticks + code + ticks;
    rest = after.slice(closing.index + ticks.length + (action?.[0].length ?? 0));
  }
}

/** A port of the host, whose page Killercoda shows under an address of its own. */
export function withPorts(source: string, tell: Tell): string {
  for (const [, name] of source.replaceAll(PORT, '').matchAll(VARIABLE))
    tell(`{{${name}}} stands in the text as it is: there is nothing here to put in its place.`);
  return source.replaceAll(PORT, (_whole, port: string) => {
    tell(`A link to the page at port ${port} became http://127.0.0.1:${port}: “Web page” shows it.`);
    return `http://127.0.0.1:${port}`;
  });
}

function textToMdx(source: string, tell: Tell): string {
  const text = source
    .replaceAll(/<((?:https?|mailto):[^\s<>]+)>/g, '[$1]($1)')
    .replaceAll(/<a\s[^>]*?href=["']([^"']+)["'][^>]*>([^<]*)<\/a>/gi, '[$2]($1)')
    .replaceAll(/!\[([^\]]*)\]\(([^)]*)\)/g, (_whole, alt: string, file: string) => {
      tell(
        `The picture ${file.trim() || 'without a name'} is not taken: a course has no pictures of its own.`,
      );
      return alt.trim() === '' ? '' : `*${alt.trim()}*`;
    })
    .replaceAll(/(?<!\\)\[([^\][]*)\]\(([^()\s]*)(?:\s+"[^"]*")?\)/g, (whole, words: string, to: string) => {
      if (/^(https?:|mailto:)/.test(to)) return whole;
      tell(`The link “${words}” to ${to || 'nothing'} leads nowhere here: only its text is taken.`);
      return words;
    })
    .replaceAll(TAG, (whole, _slash: string, name: string, attributes: string) => {
      const element = name.toLowerCase();
      if (DRESS.test(element)) {
        tell(`The HTML element <${element}> is left out; its text stays.`);
        return '';
      }
      if (!SHOWS.test(element)) return whole;
      const what = /(?:src|href)=["']([^"']*)/.exec(attributes)?.[1];
      tell(`The HTML element <${element}>${what ? ` (${what})` : ''} is not taken.`);
      return '';
    });
  return text
    .replaceAll(/(\\*)([{}])/g, (_whole, slashes: string, brace: string) => `${pairs(slashes)}\\${brace}`)
    .replaceAll(/~{3,}/g, (run) => run.replaceAll('~', '\\~'))
    .replaceAll(/(\\*)</g, (_whole, slashes: string) => `${pairs(slashes)}&lt;`);
}

/** Backslashes that stand for themselves, without one that was to escape what comes next. */
const pairs = (slashes: string) => slashes.slice(slashes.length % 2);
