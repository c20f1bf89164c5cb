import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimIds, releaseIds, TEMPLATE_BASE } from './ids.ts';
import { ID_COUNT } from './oci-config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vethlab-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const claimed = (name: string, isInUse = () => false) => claimIds(hostDir(name), claims(), isInUse);
const claims = () => path.join(folder, 'claims');
function hostDir(name: string): string {
  const dir = path.join(folder, name);
  mkdirSync(dir, { recursive: true });
  return dir;
}

test('no two hosts have an id in common, nor any with the templates', () => {
  const bases = Array.from({ length: 20 }, (_, i) => claimed(`h${i}`));
  const sorted = [TEMPLATE_BASE, ...bases].sort((a, b) => a - b);
  for (const [i, base] of sorted.entries()) {
    if (i > 0) expect(base - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(ID_COUNT);
  }
  // The kernel's ids have 32 bits.
  expect(TEMPLATE_BASE + 4097 * ID_COUNT).toBeLessThan(2 ** 32);
});

test('ids that were given back, and those of a host whose folder is gone, are given out again', () => {
  const [first, second, third] = ['a', 'b', 'c'].map((name) => claimed(name));
  releaseIds(hostDir('a'), claims());
  rmSync(hostDir('b'), { recursive: true });
  expect([claimed('d'), claimed('e')]).toEqual([first, second]);
  expect(claimed('f')).toBeGreaterThan(third ?? 0);
});

test('a host that claims again keeps its ids', () => {
  expect(claimed('a')).toBe(claimed('a'));
});

test('a host that runs on without its folder keeps its ids', () => {
  const first = claimed('a');
  rmSync(hostDir('a'), { recursive: true });
  expect(claimed('b', () => true)).toBeGreaterThan(first);
  expect(claimed('c')).toBe(first);
});
