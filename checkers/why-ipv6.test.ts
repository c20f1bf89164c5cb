import fc from 'fast-check';
import { expect, test } from 'vitest';
import checker from './why-ipv6.ts';

const HOLD = ['own-address', 'no-nat', 'autoconfiguration', 'room-to-scale'] as const;
const FALSE = ['encrypted', 'no-namespaces', 'past-the-kernel', 'ipv4-impossible'] as const;
const RIGHT = 'Each container has its own address.';
type Reason = (typeof HOLD)[number] | (typeof FALSE)[number];

const judge = (reasons: readonly Reason[], sentence: string) =>
  checker.judge({ reasons: [...reasons], sentence }, {});
const idOf = (sentence: string) => judge(HOLD, sentence).findings.at(-1)?.id;

test.each([
  'Each container has its own address, so all of them can use port 443.',
  'every container gets a global IPv6 address',
  'With IPv6 you can run many web servers, all on the same port, without port conflicts.',
  'No NAT needed',
  'You don’t need NAT any more.',
  "there isn't any need for port forwarding",
  'It avoids NAT and its cost.',
  'IPv6 gets rid of address translation.',
  'Containers are reachable end-to-end.',
  'Containers configure themselves from the router advertisements (SLAAC).',
  'Addresses are assigned automatically, without DHCP.',
  'There are enough addresses for any number of containers.',
  'A /64 has 2^64 addresses, so you never run out of them.',
  'It scales to thousands of containers.',
  'NAT is not needed, and every container has an address of its own.',
  'Unlike IPv4, no NAT.',
  'IPv4 needs NAT, but IPv6 does not need it, each container having its own address.',
  'Not only does each container get its own address, NAT is gone too.',
  'Containers do not have to share one address.',
])('understood: %s', (sentence) => {
  expect(idOf(sentence)).toBe('sentence-understood');
  expect(judge(HOLD, sentence)).toMatchObject({ status: 'correct', score: 1 });
});

test.each([
  'IPv6 does not give each container its own address.',
  "Containers don't get their own addresses.",
  'You still need NAT with IPv6.',
  'Containers can not avoid NAT.',
  'NAT is needed.',
  'There are not enough addresses.',
  'It does not scale.',
  'All containers must share one address.',
  'There is no autoconfiguration.',
])('not fooled: %s', (sentence) => {
  expect(idOf(sentence)).toBe('sentence-denies');
  expect(judge(HOLD, sentence)).toMatchObject({ status: 'partial', score: 0.6 });
});

test.each([
  'IPv6 encrypts the traffic between containers.',
  'Containers need no network namespaces any more, and each has its own address.',
  'Packets bypass the kernel.',
])('untrue: %s', (sentence) => {
  expect(idOf(sentence)).toBe('sentence-untrue');
});

test.each([
  ['It makes my work as an administrator a good deal easier.', 'sentence-unclear'],
  ['IPv6 ist nützlich, weil jeder Container erreichbar ist.', 'sentence-unclear'],
  ['Each container has its own address but NAT is still needed.', 'sentence-ambiguous'],
  ['Maybe each container gets its own address?', 'sentence-ambiguous'],
])('left to a person rather than wrong: %s', (sentence, id) => {
  expect(idOf(sentence)).toBe(id);
  expect(judge(HOLD, sentence).status).toBe('needs-review');
});

test('one word is no sentence', () => {
  expect(idOf('modern')).toBe('sentence-too-short');
});

test('each false reason and each that is left out costs a quarter of their share', () => {
  expect(judge(HOLD.slice(0, 3), RIGHT)).toMatchObject({ status: 'partial', score: 0.4 + 0.6 * 0.75 });
  expect(judge([...HOLD, 'encrypted'], RIGHT).score).toBeCloseTo(0.4 + 0.6 * 0.75);
  expect(judge(['encrypted'], 'modern')).toMatchObject({ status: 'incorrect', score: 0 });
});

test('no text gives a reason away', () => {
  for (const { text } of judge(['no-nat', 'encrypted'], RIGHT).findings.slice(0, 2)) {
    expect(text).not.toMatch(/scale|advertis|encrypt|own address/i);
  }
});

const subset = fc.uniqueArray(fc.constantFrom(...HOLD, ...FALSE), { minLength: 1 });

test('correct is exactly all reasons that hold and a sentence that is understood', () =>
  fc.assert(
    fc.property(
      subset,
      fc.constantFrom(RIGHT, 'You still need NAT.', 'It is pleasant to have, I find.'),
      (given, sentence) => {
        const { status, score } = judge(given, sentence);
        const all = given.length === HOLD.length && HOLD.every((reason) => given.includes(reason));
        expect(status === 'correct').toBe(all && sentence === RIGHT);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      },
    ),
  ));

test('any text at all is judged, and quickly enough to be judged on every submission', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (sentence) => {
      const verdict = judge(HOLD, sentence || '-');
      expect(['correct', 'partial', 'needs-review']).toContain(verdict.status);
      expect(verdict.findings.length).toBeGreaterThan(0);
    }),
  ));

test('case, spaces and the kind of apostrophe change nothing', () =>
  fc.assert(
    fc.property(
      fc.constantFrom("You don't need NAT.", "It doesn't scale.", RIGHT, 'Packets bypass the kernel.'),
      fc.boolean(),
      fc.constantFrom(' ', '  ', '\n'),
      fc.constantFrom("'", '’'),
      (sentence, upper, space, apostrophe) => {
        const said = sentence.replaceAll(' ', space).replaceAll("'", apostrophe);
        expect(idOf(upper ? said.toUpperCase() : said)).toBe(idOf(sentence));
      },
    ),
  ));
