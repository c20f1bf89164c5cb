import { expect, test } from 'vitest';
import type { Machine } from '../../../settings/read.ts';
import { limitsOf } from './host-settings.ts';
import { readNamespacesSettings } from './settings.ts';

const GIB = 2 ** 30;
const limitsFrom = (env: NodeJS.ProcessEnv, on: Machine) => limitsOf(readNamespacesSettings(env, on));
const defaultLimits = (on: Machine) => limitsFrom({}, on);
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

test('a setting counts, and the default counts where nothing is set', () => {
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
