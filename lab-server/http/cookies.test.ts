import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Arrivals, LOOPBACK } from './arrival.ts';
import { OwnCookie, setsOurs, withoutOurs } from './cookies.ts';

const ours = ['learner', 'desk', 'preview'].map((what) => new OwnCookie(what as 'desk'));
const proxied = new Arrivals({ url: undefined, proxies: LOOPBACK });
function asked(cookie?: string, headers = {}): IncomingMessage {
  const request = {
    socket: { remoteAddress: '127.0.0.1' },
    headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
  } as unknown as IncomingMessage;
  proxied.take(request);
  return request;
}
const TLS = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' };

/** A piece of a header, often a part of one of our cookie names. */
const piece = fc.oneof(
  fc.constantFrom(
    'vethlab',
    '-',
    'desk',
    'learner',
    '__Host-',
    '__Secure-',
    '=',
    ';',
    ' ',
    '\t',
    '"',
    ',',
    '\\',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 4 }),
);
const header = fc.array(piece, { maxLength: 24 }).map((parts) => parts.join(''));

test('a web page of a host gets no cookie that we would believe, whatever was sent', () => {
  fc.assert(
    fc.property(header, fc.constantFrom({}, TLS), (sent, headers) => {
      const left = withoutOurs(sent);
      for (const cookie of ours) expect(cookie.read(asked(left, headers))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('a page’s cookie is judged by what a browser would send back', () => {
  fc.assert(
    fc.property(header, (set) => {
      // A browser keeps the part before the first semicolon, without spaces around it. A cookie without a name is sent as its value alone.
      const [pair = ''] = set.split(';');
      const sent = pair.trim().replace(/^=\s*/, '');
      for (const headers of [{}, TLS]) {
        for (const cookie of ours) {
          if (cookie.read(asked(sent, headers)).length > 0) expect(setsOurs(set)).toBe(true);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  'vethlab-desk=x',
  'VETHLAB-DESK=x',
  ' \tvethlab-desk = x',
  '=vethlab-desk=x',
  '"vethlab-desk"=x',
  '__Host-vethlab-desk=x',
  '__host-Vethlab-desk=x',
  '__Secure-vethlab-learner=x',
  '__Host-Http-vethlab-desk=x',
  'vethlab=x',
])('%s is ours', (pair) => {
  expect(setsOurs(`${pair}; Path=/`)).toBe(true);
  expect(withoutOurs(`a=1;${pair};b=2`)).toBe('a=1; b=2');
});

test.each(['own=vethlab-desk', 'my-vethlab-desk=1', 'x=1'])('%s is a page’s own', (pair) => {
  expect(setsOurs(`${pair}; Path=/`)).toBe(false);
  expect(withoutOurs(pair)).toBe(pair);
});

test('a cookie that was set is read back; over TLS it has a name that only the host itself can set', () => {
  for (const cookie of ours) {
    for (const [headers, name] of [
      [{}, cookie.plainName],
      [TLS, `__Host-${cookie.plainName}`],
    ] as const) {
      const set = cookie.set(asked(undefined, headers), 'a.b-c_1', { lifetime: 5000 });
      const [pair = '', ...attributes] = set.split('; ');
      expect(pair).toBe(`${name}=a.b-c_1`);
      expect(attributes).toEqual(
        expect.arrayContaining(['Path=/', 'Max-Age=5', 'HttpOnly', 'SameSite=Strict']),
      );
      expect(attributes.includes('Secure')).toBe(headers === TLS);
      expect(cookie.read(asked(`other=1; ${pair}`, headers))).toEqual(['a.b-c_1']);
      expect(cookie.read(asked(pair, headers === TLS ? {} : TLS))).toEqual([]);
      expect(cookie.clear(asked(undefined, headers))).toMatch(/=; .*Max-Age=0/);
    }
  }
});
