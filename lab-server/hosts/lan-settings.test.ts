import { expect, test } from 'vitest';
import { lansFrom, subnetOf } from './lan-settings.ts';

test('LANs are isolated and have the prefixes of the lesson unless something else is set', () => {
  const { shared, gua, ula } = lansFrom({ LAN: '' });
  expect(shared).toBe(false);
  expect(subnetOf(gua, 0x1234abcd)).toBe('2001:db8:1234:abcd::');
  expect(subnetOf(ula, 0x1234abcd, 1)).toBe('fd10:1234:abcd:1::');
  expect(lansFrom({ LAN: 'shared' }).shared).toBe(true);
});

test('a LAN is within the prefix that is set', () => {
  const { gua, ula } = lansFrom({ LAN_GUA: '2a02:1234:5600::/40', LAN_ULA: 'fd12:3456:789a::/48' });
  expect(subnetOf(gua, 0xff00abcd)).toBe('2a02:1234:5600:abcd::');
  expect(subnetOf(gua, 0xff11abcd)).toBe('2a02:1234:5611:abcd::');
  expect(subnetOf(ula, 0x1234abcd, 1)).toBe('fd12:3456:789a:abcd::');
});

test.each([
  [{ LAN: 'open' }, 'LAN must be isolated or shared, not open.'],
  [
    { LAN_GUA: 'fd10::/16' },
    'LAN_GUA must be a prefix of 16 to 48 bits within 2000::/3, as 2001:db8::/32, not fd10::/16.',
  ],
  [{ LAN_GUA: '2001:db8::/64' }, 'LAN_GUA must be a prefix of 16 to 48 bits'],
  [{ LAN_GUA: '2001:db8::1/32' }, 'LAN_GUA must be'],
  [{ LAN_GUA: '2001:db8::' }, 'LAN_GUA must be'],
  [{ LAN_GUA: '2001:db8::/48', LAN: 'shared' }, 'LAN_GUA must be a prefix of 16 to 40 bits'],
  [{ LAN_ULA: '2001:db8::/32' }, 'LAN_ULA must be a prefix of 16 to 48 bits within fc00::/7, as fd10::/16'],
  [{ LAN_ULA: '192.168.0.0/16' }, 'LAN_ULA must be'],
])('%j is refused, with what may stand there', (env, words) => {
  expect(() => lansFrom(env)).toThrow(words);
});
