import { expect, test } from 'vitest';
import { defaultLimits, limitsFrom } from './limits.ts';

const GIB = 2 ** 30;
const machine = { memory: 8 * GIB, processors: 4 };

test('a small machine has smaller limits', () => {
  expect(defaultLimits(machine)).toEqual({
    memoryBytes: GIB,
    processes: 2000,
    cpus: 3,
    diskBytes: 2 * GIB,
    files: 16_384,
    packets: 80_000,
  });
  expect(defaultLimits({ memory: GIB, processors: 1 })).toEqual({
    memoryBytes: GIB / 2,
    processes: 1000,
    cpus: 0.75,
    diskBytes: 2 * GIB,
    files: 8192,
    packets: 20_000,
  });
});

test('what is set counts, and the default where nothing is', () => {
  const env = { HOST_MEMORY: '1.5G', HOST_DISK: '512m', HOST_CPUS: '0.5', HOST_FILES: '' };
  expect(limitsFrom(env, machine)).toEqual({
    ...defaultLimits(machine),
    memoryBytes: 1.5 * GIB,
    diskBytes: GIB / 2,
    cpus: 0.5,
  });
  const counts = { HOST_PROCESSES: '500', HOST_FILES: '4096', HOST_PACKETS: '1000' };
  expect(limitsFrom(counts, machine)).toMatchObject({ processes: 500, files: 4096, packets: 1000 });
});

test('what is refused says the default in words, too', () => {
  expect(() => limitsFrom({ HOST_MEMORY: '9G' }, machine)).toThrow('not 9G. Leave it out for 1G.');
});

test.each([
  ['HOST_MEMORY', '9G', 'a size from 256M to 8G, as 512M or 1.5G'],
  ['HOST_MEMORY', '512', 'a size from 256M to 8G'],
  ['HOST_DISK', '100M', 'a size from 256M to 1024G'],
  ['HOST_CPUS', '5', 'a number of processors from 0.1 to 4'],
  ['HOST_PROCESSES', '2.5', 'a number from 300 to 30000'],
  ['HOST_PROCESSES', '1e3', 'a number from 300 to 30000'],
  ['HOST_FILES', 'unlimited', 'a number from 1024 to 1048576'],
  ['HOST_PACKETS', '-1', 'a number from 1000 to 10000000'],
])('%s=%s is refused, with what may stand there', (name, setting, words) => {
  expect(() => limitsFrom({ [name]: setting }, machine)).toThrow(`${name} must be ${words}`);
  expect(() => limitsFrom({ [name]: setting }, machine)).toThrow(`not ${setting}. Leave it out for `);
});
