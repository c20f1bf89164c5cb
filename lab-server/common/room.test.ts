import { expect, test } from 'vitest';
import { hasRoom, inWords, memoryNow, mostHosts } from './room.ts';

const MIB = 2 ** 20;
const pi = { total: 1024 * MIB, available: 500 * MIB };

test('a machine of 1 GiB holds three hosts of namespaces, or 48 accounts', () => {
  expect(mostHosts(256 * MIB, pi)).toBe(3);
  expect(mostHosts(16 * MIB, pi)).toBe(48);
  expect(mostHosts(256 * MIB, { total: 200 * MIB, available: 0 })).toBe(1);
});

test('an eighth of the memory stays free, and no more than 256 MiB', () => {
  expect(hasRoom(256 * MIB, { ...pi, available: 384 * MIB })).toBe(true);
  expect(hasRoom(256 * MIB, { ...pi, available: 383 * MIB })).toBe(false);
  expect(hasRoom(256 * MIB, { total: 64 * 1024 * MIB, available: 512 * MIB })).toBe(true);
});

test('this machine has memory', () => {
  const { total, available } = memoryNow();
  expect(available).toBeGreaterThan(0);
  expect(available).toBeLessThanOrEqual(total);
  expect(inWords(256e6)).toBe('256 MB');
  expect(inWords(0.95e9)).toBe('950 MB');
  expect(inWords(1.04e9)).toBe('1.0 GB');
});
