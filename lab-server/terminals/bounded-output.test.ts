import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoundedOutput } from './bounded-output.ts';

const SIZE = { cols: 80, rows: 24 };
const ACUTE = '\u0301';

/** The output shown of a text that is printed in pieces of so many bytes. */
function shown(text: string | Buffer, piece = 1000): string {
  const bounded = new BoundedOutput();
  const bytes = Buffer.from(text);
  const out: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) {
    out.push(Buffer.from(bounded.take(bytes.subarray(at, at + piece), SIZE)));
  }
  return Buffer.concat([...out, bounded.end()]).toString('latin1');
}
const latin1 = (text: string) => Buffer.from(text).toString('latin1');

test.for([
  ['joined characters past the eighth', `a${ACUTE.repeat(40)}b`, `a${ACUTE.repeat(8)}b`],
  [
    'joined characters across what is ignored',
    `a${`${ACUTE}\x7f`.repeat(40)}b`,
    `a${`${ACUTE}\x7f`.repeat(8)}${'\x7f'.repeat(32)}b`,
  ],
  ['a number of lines', '\x1b[999S\x1b[24S\x1b[S', '\x1b[24S\x1b[24S\x1b[S'],
  ['a number of columns', '\x1b[00000999@\u009b81P', '\x1b[80@\u009b80P'],
  ['a number of columns with a letter between', "\x1b[999;3'}\x1b[999 @", "\x1b[80;3'}\x1b[80 @"],
  ['a number of repetitions', 'a\x1b[2147483647b', 'a\x1b[80b'],
  [
    'the rest of a link, but not its text',
    `\x1b]8;;http://${'a'.repeat(4000)}\x07here\x1b]8;;\x07 it is`,
    `\x1b]8;;http://${'a'.repeat(2039)}\x18here\x1b]8;;\x07 it is`,
  ],
  ['the rest of a title', `\x1b]2;${'t'.repeat(200_000)}\x07a`, `\x1b]2;${'t'.repeat(163_839)}\x18a`],
  [
    'the rest of a string that BEL does not end',
    `\x1bP\x07${'t'.repeat(200_000)}\x1b\\a`,
    `\x1bP\x07${'t'.repeat(163_839)}\x18\x1b\\a`,
  ],
  ['a sequence longer than any', `\x1b[${'1;'.repeat(200)}ma`, undefined],
] as const)('%s is left out', ([, printed, expected]) => {
  for (const piece of [1, 2, 3, 7, 1000, 1_000_000]) {
    const seen = shown(printed, piece);
    if (expected !== undefined) expect(seen, `in pieces of ${piece}`).toBe(latin1(expected));
    else expect(seen.slice(0, 3), `in pieces of ${piece}`).toBe('\x1b[\x18');
  }
});

test.for([
  ['text', 'Hostname: whale\r\n\tè 漢字 😀 e\u0301 👩‍👩‍👧\n'],
  ['colours and places', '\x1b[1;38;2;255;100;0m\x1b[200;300H\x1b[2J\x1b[0m\x1b[?1049h\x1b[>4;2m'],
  ['a title, and a text for the clipboard', `\x1b]0;pi@host\x07\x1b]52;c;${'QUJD'.repeat(33_000)}\x1b\\`],
  ['a link', '\x1b]8;id=a;http://a.example/\x1b\\here\x1b]8;;\x07 it is'],
  ['a long title after a link', `\x1b]8;;http://a.example/\x07\x1b]2;${'t'.repeat(5000)}\x07`],
  ['a question to the terminal', '\x1bP$qm\x1b\\\x1b[c\x1b[6n\x1b]10;?\x07'],
  ['numbers that move nothing one by one', '\x1b[9999;9999H\x1b[9999C\x1b[9999B\x1b[107m\x1b[24L\x1b[80@'],
] as const)('%s stay as they are', ([, printed]) => {
  for (const piece of [1, 2, 3, 1000]) expect(shown(printed, piece)).toBe(latin1(printed));
});

test('bytes of any kind come out the same, however they are cut, and never more of them', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\x1b',
      '\x1b[',
      '\x1b]8;',
      '\x1b]',
      '\x1bP',
      '\u009b',
      '\u009d',
      ACUTE.repeat(20),
      'a',
      '99999',
      ';',
      'S',
      'b',
      '\x07',
      '\x1b\\',
      '\x18',
      '\x7f',
      'é',
    ),
    fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (parts, cut) => {
      const text = Buffer.from(parts.join(''));
      const whole = shown(text, 1_000_000);
      expect(shown(text, cut)).toBe(whole);
      expect(whole.length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

test('output that no program prints in one stretch of text goes through as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (text) => {
      expect(shown(text, 5)).toBe(latin1(text));
    }),
  );
});
