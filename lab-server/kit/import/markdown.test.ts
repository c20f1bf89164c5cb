import { compile } from '@mdx-js/mdx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownToMdx } from './markdown.ts';

function turned(markdown: string) {
  const notes: string[] = [];
  return { mdx: markdownToMdx(markdown, (note) => notes.push(note)), notes };
}

test.each([
  ['a block with a button', '```plain\nip link\n```{{exec}}', '```sh run\nip link\n```\n'],
  ['the same, as Katacoda wrote it', '```\nip link\n```{{execute}}', '```sh run\nip link\n```\n'],
  ['a block to copy', '```yaml\na: {b}\n```{{copy}}', '```yaml\na: {b}\n```\n'],
  ['a block of no language to copy', '```\na: {b}\n```{{copy}}', '```txt\na: {b}\n```\n'],
  ['what a command prints', '```\nup {since}\n```', '```text\nup {since}\n```\n'],
  ['a block in a list', '1. do\n\n   ```\n   ls\n   ```{{exec}}', '1. do\n\n   ```sh run\n   ls\n   ```\n'],
  ['a block that begins a list', '- ```\n  a\n  ```', '- ```text\n  a\n  ```\n'],
  ['a block that nobody ended', '```\n{a', '```text\n{a\n```\n'],
  ['a lone command', '`ip link`{{exec}}', '```sh run\nip link\n```\n'],
  ['a command amid a text', 'Run `ip link`{{exec}} now.', 'Run `ip link` now.\n'],
  ['code without a button', '`a {b}`{{}} and `c`{{copy}}', '`a {b}` and `c`\n'],
  ['a code span over two lines', '`a\nb {c}` d', '`a b {c}` d\n'],
  ['braces and signs', 'a {b} <c> \\{d\\} \\\\{e', 'a \\{b\\} \\<c> \\{d\\} \\\\\\{e\n'],
  ['a backtick alone', 'a ` b {c}', 'a \\` b \\{c\\}\n'],
  [
    'a block in a quote',
    '> Try {this}:\n> ```\n> ls {a}\n> ```{{exec}}\nend',
    '> Try \\{this\\}:\n>\n> ```sh run\n> ls {a}\n> ```\n\nend\n',
  ],
  ['code by its margin', 'so:\n\n    a {b}\n    c\n\nend', 'so:\n\n```text\na {b}\nc\n```\n\nend\n'],
  ['words that begin a module', 'import a\nexport b', '&#x69;mport a\n&#x65;xport b\n'],
  ['a break', 'a<br>b<br/>', 'a\nb\n'],
  ['an address', '<https://example.org/a>', '[https://example.org/a](https://example.org/a)\n'],
  ['headings below the title', '# a\n\n## b', '## a\n\n### b\n'],
  ['a table', '| a | `b {c}` |\n|---|---|\n| {d} | e |', '| a | `b {c}` |\n| - | - |\n| \\{d\\} | e |\n'],
])('%s', async (_what, markdown, mdx) => {
  expect(turned(markdown).mdx).toBe(mdx);
  await compile(mdx);
});

test('details stay, and are opened when MDX could not read them', async () => {
  const closed = '<details>\n<summary>See `{a}`</summary>\nhidden {b}\n</details>';
  expect(turned(closed)).toEqual({
    mdx: '<details>\n\n<summary>See `{a}`</summary>\n\nhidden \\{b\\}\n\n</details>\n',
    notes: [],
  });
  const open = turned('- <details><summary>See</summary>hidden');
  expect(open.mdx).toBe('- **See**\n\n  hidden\n');
  expect(open.notes).toEqual(['What <details> hides is shown: the elements are nested or not closed.']);
  for (const mdx of [turned(closed).mdx, open.mdx]) await compile(mdx);
});

test('content that is left out is reported', () => {
  const { mdx, notes } = turned(
    '![map](a.png) [on](./b.md) [board]({{TRAFFIC_HOST1_80}}/x) {{TRAFFIC_SELECTOR}}\n<!-- c --><img src="d.png"><u>e</u>\n\n```\nf\n```{{exec interrupt}}\n\n```\ng\n```{{execute T2}}',
  );
  expect(mdx).toContain('*map* on [board](http://127.0.0.1:80/x) \\{\\{TRAFFIC_SELECTOR\\}\\}\n\ne\n');
  expect(notes).toEqual([
    'A link to the page at port 80 became http://127.0.0.1:80: “Web page” shows it.',
    '{{TRAFFIC_SELECTOR}} stands in the text as it is: there is nothing here to put in its place.',
    'HTML comments are left out.',
    'The picture a.png is not taken: a course has no pictures of its own.',
    'The link “on” to ./b.md leads nowhere here: only its text is taken.',
    'The HTML element <img> (d.png) is not taken.',
    'The HTML element <u> is left out; its text stays.',
    'The HTML element <u> is left out; its text stays.',
    '“f” is to stop what runs first: tell learners to press Ctrl+C.',
    '“g” is for another terminal (execute T2): tell learners to open one.',
  ]);
});

test('a list may end together with details', async () => {
  const { mdx, notes } = turned('<details>\n<summary>How</summary>\n\n1. so\n2. and so\n</details>\nend');
  expect(mdx).toBe('<details>\n\n<summary>How</summary>\n\n1. so\n2. and so\n\n</details>\n\nend\n');
  expect(notes).toEqual([]);
  await compile(mdx);
});

test('a block that shows how blocks are written stays as it is', () => {
  const shown = 'text\n> ```\n> ls\n> ```{{exec}}\n';
  expect(turned(`~~~~${shown}~~~~`)).toEqual({ mdx: `\`\`\`\`${shown}\`\`\`\`\n`, notes: [] });
});

test('links and pictures by reference, and names with an underline', async () => {
  const { mdx, notes } = turned('[on][r] ![map][p] my_file\n\n[r]: http://x/ "t"\n[p]: a.png');
  expect(mdx).toBe('[on](http://x/ "t") *map* my_file\n');
  expect(notes).toEqual(['The picture a.png is not taken: a course has no pictures of its own.']);
  await compile(mdx);
});

test('syntax that is unknown of Killercoda is reported', () => {
  expect(
    turned('`a`{{spin}}\n\n```sh title="b"\nc\n```{{spin}}\n\n1. d\n\n   ```\n   e\n```{{exec}}\n').notes,
  ).toEqual([
    'The button {{spin}} of “a” is not known.',
    '“title="b"”, which stands after the language of a code block, is left out.',
    'The button {{spin}} of “c” is not known.',
    'The button {{exec}} is left out: its code block does not end at the margin where it begins.',
  ]);
});

const bit = fc.constantFrom(
  ...[
    '`',
    '``',
    '```',
    '~~~',
    '{',
    '}',
    '{{exec}}',
    '{{}}',
    '<',
    '>',
    '</',
    '/>',
    '<br>',
    '<b>',
    '<x y={z}>',
  ],
  ...[
    '<details>',
    '</details>',
    '<summary>',
    '</summary>',
    '<!--',
    '-->',
    '\\',
    '\n',
    '\n\n',
    '    ',
    '\t',
    '  ',
  ],
  ...[
    '- ',
    '1. ',
    '> ',
    '# ',
    '| ',
    '|---|---|',
    '---',
    '===',
    '[a]',
    '(b)',
    '[a](b{c)',
    '![',
    '*',
    '_',
    '&',
  ],
  ...[
    'import a',
    'export b',
    'word',
    '{{TRAFFIC_HOST1_80}}',
    '[r]: http://x/',
    '<http://x/{y}>',
    '$',
    '^',
    ':',
  ],
);

test('MDX reads the result, whatever a page holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bit, { maxLength: 30 }), async (bits) => {
      await compile(turned(bits.join('')).mdx);
    }),
    { numRuns: 1500 },
  );
}, 120_000);

test('no word of a page is lost in silence', () => {
  // A letter beside a sign of emphasis may be written as its number: wor&#x64;*`*.
  const letters = (mdx: string) =>
    mdx.replaceAll(/&#x([0-9A-F]+);/g, (_whole, hex) => String.fromCodePoint(Number.parseInt(hex, 16)));
  const words = (text: string) => text.split('word').length;
  // Nothing of these is visible on the page, whatever reads it.
  const shown = bit.filter((one) => !['<!--', '[r]: http://x/', ':'].includes(one));
  fc.assert(
    fc.property(fc.array(shown, { maxLength: 30 }), (bits) => {
      const { mdx, notes } = turned(bits.join(''));
      expect(words([letters(mdx), ...notes].join('\n'))).toBeGreaterThanOrEqual(words(bits.join('')));
    }),
    { numRuns: 1500, examples: [[['word', '{{exec}}', '_', '`', '_']]] },
  );
}, 120_000);
