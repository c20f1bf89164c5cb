import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../testing/temporary.ts';
import { counters, lookAtCounters, lowCounters, raiseCounters } from './kernel-counters.ts';

/** A folder in place of /proc/sys, with these values and the least for all others. */
function sysctls(values: Record<string, number>): string {
  const root = temporaryFolder();
  for (const { file, least } of counters) {
    mkdirSync(path.dirname(`${root}/${file}`), { recursive: true });
    writeFileSync(`${root}/${file}`, String(values[file] ?? least));
  }
  return root;
}

test('a counter that is too low is raised, and a higher one is left alone', () => {
  const root = sysctls({ 'fs/aio-max-nr': 65_536, 'kernel/pid_max': 8_000_000 });
  expect(lookAtCounters(root)).toMatchObject({ seen: 'too low: fs.aio-max-nr 65536' });
  expect(lookAtCounters(root).mend).toContain('sysctl -w fs.aio-max-nr=1000000000');
  expect(raiseCounters(root)).toEqual([]);
  expect(readFileSync(`${root}/fs/aio-max-nr`, 'utf8')).toBe('1000000000');
  expect(readFileSync(`${root}/kernel/pid_max`, 'utf8')).toBe('8000000');
  expect(lookAtCounters(root)).not.toHaveProperty('mend');
});

test('a counter that the kernel lacks is passed over', () => {
  expect(lowCounters(temporaryFolder())).toEqual([]);
});
