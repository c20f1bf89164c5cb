import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lanOf } from './lan.ts';

const ids = fc.stringMatching(/^[a-z0-9-]{1,20}$/);

test('every host gets a documentation GUA, a ULA in fd10::/16 and the MAC of a Raspberry Pi', () => {
  fc.assert(
    fc.property(ids, (id) => {
      const { host, router, gua, ula } = lanOf(id);
      expect(host.gua).toMatch(/^2001:db8:/);
      expect(host.ula).toMatch(/^fd10:/);
      for (const address of [
        host.gua,
        host.ula,
        ...[router.gua, router.ula].map((one) => one.replace('/64', '')),
      ]) {
        expect(isIPv6(address), address).toBe(true);
      }
      for (const mac of host.macs) expect(mac).toMatch(/^b8:27:eb:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}$/);
      expect(host.macs[0]).not.toBe(host.macs[1]);
      expect([gua, ula].every((prefix) => prefix.endsWith('::'))).toBe(true);
      // They are written as `ip addr` writes them, or checkers would not find them again (RFC 5952).
      for (const address of [host.gua, host.ula]) {
        expect(new URL(`http://[${address}]/`).hostname).toBe(`[${address}]`);
      }
    }),
  );
});

test('the same host has the same addresses, and another host has others', () => {
  expect(lanOf('ada')).toEqual(lanOf('ada'));
  const guas = new Set(Array.from({ length: 200 }, (_, i) => lanOf(`learner-${i}`).gua));
  expect(guas.size).toBe(200);
});

test('the interface identifier is the MAC in EUI-64, as in appendix A of RFC 4291', () => {
  const { host } = lanOf('ada');
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = host.macs[0].split(':');
  const flipped = (Number.parseInt(a, 16) ^ 2).toString(16);
  const group = (high: string, low: string) => Number.parseInt(high + low, 16).toString(16);
  const suffix = [group(flipped, b), group(c, 'ff'), group('fe', d), group(e, f)].join(':');
  expect(host.gua.endsWith(suffix)).toBe(true);
});
