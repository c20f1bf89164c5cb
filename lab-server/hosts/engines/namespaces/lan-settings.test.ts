import { expect, test } from 'vitest';
import { lansOf, subnetOf } from './lan-settings.ts';
import { readNamespacesSettings } from './settings.ts';

const lansFrom = (env: NodeJS.ProcessEnv) => lansOf(readNamespacesSettings(env));

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
