import { expect, test } from 'vitest';
import { candidates as candidatesOf, parseStat } from './programs.ts';
import { recorded, watchersThen } from './recorded/host.ts';

const candidates = (found: Parameters<typeof candidatesOf>[0]) => candidatesOf(found, watchersThen);
const files = parseStat(recorded('stat-coreutils-9.7.txt'));

test("knows the frameworks' watching programs among all processes by their file", () => {
  const found = candidates(files)
    .map(({ pid, framework, same }) => [pid, framework, same])
    .sort(([a], [b]) => Number(a) - Number(b));
  expect(found).toEqual([
    [19, 'incus', true],
    [22, 'lxd', true],
    [117, 'podman', true],
    [153, 'incus', true],
    [174, 'lxd', true],
    [354, 'docker', true],
    [541, 'podman', true],
    [567, 'docker', true],
    [636, 'podman', true],
    [703, 'docker', true],
    [1175, 'docker', true],
    [1251, 'incus', true],
    [2140, 'podman', true],
  ]);
});

test('a copy has another change time, so it is only a candidate', () => {
  const copied = new Map([...files, ['/proc/9000/exe', { size: '156272', changed: 'later' }]]);
  expect(candidates(copied)).toContainEqual({
    pid: 9000,
    framework: 'podman',
    program: '/usr/bin/conmon',
    same: false,
  });
});

test('a file of another size is none', () => {
  const other = new Map([...files, ['/proc/9000/exe', { size: '156273', changed: 'later' }]]);
  expect(candidates(other).map(({ pid }) => pid)).not.toContain(9000);
});

test('without a framework on the host none of its processes is found', () => {
  const without = new Map([...files].filter(([path]) => !watchersThen.docker.includes(path)));
  expect(candidates(without).filter(({ framework }) => framework === 'docker')).toEqual([]);
});
