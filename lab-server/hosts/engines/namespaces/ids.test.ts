import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimIds, firstSlot, releaseIds, TEMPLATE_BASE } from './ids.ts';
import { ID_COUNT } from './oci-config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vethlab-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const claimed = (name: string, isInUse = (_base: number) => false) =>
  claimIds(hostDir(name), claims(), isInUse);
const claims = () => path.join(folder, 'claims');
function hostDir(name: string): string {
  const dir = path.join(folder, name);
  mkdirSync(dir, { recursive: true });
  return dir;
}

test('no two hosts have an id in common, and no host has one with the templates', () => {
  const bases = Array.from({ length: 20 }, (_, i) => claimed(`h${i}`));
  const sorted = [TEMPLATE_BASE, ...bases].sort((a, b) => a - b);
  for (const [i, base] of sorted.entries()) {
    if (i > 0) expect(base - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(ID_COUNT);
  }
  // The kernel's ids have 32 bits.
  expect(TEMPLATE_BASE + 4097 * ID_COUNT).toBeLessThan(2 ** 32);
});

test('ids that were given back are given out again, and so are ids of a host whose folder is gone', () => {
  const [first, second, third] = ['a', 'b', 'c'].map((name) => claimed(name));
  releaseIds(hostDir('a'), claims());
  rmSync(hostDir('b'), { recursive: true });
  expect([claimed('d'), claimed('e')]).toEqual([first, second]);
  expect(claimed('f')).toBeGreaterThan(third ?? 0);
});

test('the search begins at the first range on a machine, elsewhere in each container, and finds all', () => {
  expect(firstSlot(4026531836)).toBe(0);
  const containers = Array.from({ length: 50 }, (_, i) => firstSlot(4026532200 + i));
  expect(new Set(containers).size).toBe(50);
  const last = claimIds(hostDir('last'), claims(), () => false, 4095);
  expect(last).toBe(TEMPLATE_BASE + 4096 * ID_COUNT);
  expect(claimIds(hostDir('next'), claims(), () => false, 4095)).toBe(TEMPLATE_BASE + ID_COUNT);
});

test('a host that claims again keeps its ids', () => {
  expect(claimed('a')).toBe(claimed('a'));
});

test('a host that runs on without its folder, or without its claim, keeps its ids', () => {
  const first = claimed('a');
  const isInUse = (base: number) => base === first;
  rmSync(hostDir('a'), { recursive: true });
  expect(claimed('b', isInUse)).toBeGreaterThan(first);
  rmSync(claims(), { recursive: true });
  expect(claimed('c', isInUse)).toBeGreaterThan(first);
  expect(claimed('d')).toBe(first);
});

/** A separate lab server that claims this many ranges as fast as it can, gives back every third, and prints what it kept. */
const CLAIMER = `
  import { mkdirSync, rmSync } from 'node:fs';
  import { claimIds, releaseIds } from ${JSON.stringify(path.join(import.meta.dirname, 'ids.ts'))};
  const [folder, name, count] = process.argv.slice(1);
  const kept = [];
  for (let i = 0; i < count; i++) {
    const dir = folder + '/' + name + '-' + i;
    mkdirSync(dir);
    const base = claimIds(dir, folder + '/claims', () => false);
    if (i % 3 === 0) releaseIds(dir, folder + '/claims');
    else if (i % 3 === 1) rmSync(dir, { recursive: true }); // leaves a claim behind, which the others take over
    else kept.push(base);
  }
  console.log(JSON.stringify(kept));
`;

test('lab servers that claim at the same moment never get the same ids', async () => {
  const run = promisify(execFile);
  const claimers = ['a', 'b', 'c', 'd'].map(async (name) => {
    const { stdout } = await run(process.execPath, [
      '--input-type=module',
      '--eval',
      CLAIMER,
      folder,
      name,
      '90',
    ]);
    return JSON.parse(stdout) as number[];
  });
  const bases = (await Promise.all(claimers)).flat();
  expect(bases).toHaveLength(4 * 30);
  expect(new Set(bases).size).toBe(bases.length);
});
