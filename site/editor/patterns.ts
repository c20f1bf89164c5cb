import type { StreamParser } from '@codemirror/language';

/** A pattern of something in a line, which begins with ^, and the name of its colour. */
type Pattern = [pattern: RegExp, colour: string];

/** A language whose colours can be told by what stands next in a line. */
function byPatterns(name: string, comment: string, patterns: Pattern[]): StreamParser<null> {
  return {
    name,
    languageData: { commentTokens: { line: comment } },
    startState: () => null,
    token(stream) {
      if (stream.eatSpace()) return null;
      for (const [pattern, colour] of patterns) if (stream.match(pattern)) return colour;
      if (!stream.match(/^[\w-]+/)) stream.next();
      return null;
    },
  };
}

const HASH: Pattern = [/^#.*/, 'comment'];
const QUOTED: Pattern = [/^"(?:[^"\\]|\\.)*"?/, 'string'];
const VARIABLE: Pattern = [/^\$(?:\w+|\{[^}]*\}?)/, 'variableName'];

/** JSON, also with comments. CodeMirror's own mode for it is all of JavaScript. */
export const json = byPatterns('json', '//', [
  [/^\/\/.*/, 'comment'],
  [/^"(?:[^"\\]|\\.)*"(?=\s*:)/, 'propertyName'],
  QUOTED,
  [/^-?\d[\d.]*(?:[eE][+-]?\d+)?/, 'number'],
  [/^(?:true|false|null)\b/, 'atom'],
]);

export const dockerfile = byPatterns('dockerfile', '#', [
  HASH,
  [
    /^(?:ADD|ARG|AS|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)\b/,
    'keyword',
  ],
  QUOTED,
  [/^'[^']*'?/, 'string'],
  VARIABLE,
  [/^--[\w-]+/, 'propertyName'],
]);

/** The language of nft(8). */
export const nftables = byPatterns('nftables', '#', [
  HASH,
  QUOTED,
  [/^[$@][\w-]+/, 'variableName'],
  [/^(?:0x)?[0-9a-fA-F:.]*\d[0-9a-fA-F:.]*(?:\/\d+)?(?:[smhd]\b)?/, 'number'],
  [
    /^(?:table|chain|set|map|rule|type|hook|priority|policy|define|include|flush|add|delete|insert|elements|flags|counter|limit|log|jump|goto|return|accept|drop|reject|masquerade|snat|dnat|redirect|to|with|rate|over|comment)\b/,
    'keyword',
  ],
  [
    /^(?:ip6?|inet|arp|bridge|netdev|tcp|udp|icmp|icmpv6|ct|meta|iif|oif|iifname|oifname|saddr|daddr|sport|dport|state|established|related|new|invalid|filter|nat|route|input|output|forward|prerouting|postrouting)\b/,
    'typeName',
  ],
]);
