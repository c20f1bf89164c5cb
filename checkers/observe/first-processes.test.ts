import { expect, test } from 'vitest';
import { firstProcesses } from './first-processes.ts';
import { parseLsns } from './lsns.ts';
import { parseProcesses } from './processes.ts';
import { firsts, recorded } from './recorded/host.ts';

test('finds the first process of each running container, and nothing else', () => {
  const found = firsts
    .map(({ pid, framework }) => [pid, framework])
    .sort(([a], [b]) => Number(a) - Number(b));
  expect(found).toEqual([
    [122, 'podman'],
    [186, 'lxd'],
    [192, 'incus'],
    [377, 'docker'],
    [543, 'podman'],
    [588, 'docker'],
    [641, 'podman'],
    [728, 'docker'],
    [1199, 'docker'],
    [1258, 'incus'],
  ]);
});

test('helpers with namespaces of their own, such as slirp4netns, are no containers', () => {
  const namespaces = parseLsns(recorded('lsns-util-linux-2.41.txt'));
  expect(namespaces.find(({ type, pid }) => type === 'mnt' && pid === 93)?.command).toContain('slirp4netns');
  expect(firsts.map(({ pid }) => pid)).not.toContain(93);
});

test('a process that `exec` started in a container is not its first process', () => {
  const processes = parseProcesses(recorded('ps-procps-4.0.4.txt'));
  expect(processes.filter(({ args }) => args === 'sleep 100000').map(({ pid }) => pid)).toEqual([2143, 2160]);
  for (const pid of [2143, 2160]) expect(firsts.map((first) => first.pid)).not.toContain(pid);
});

test('a process whose parent only calls itself conmon is not a container', () => {
  const processes = parseProcesses('  10   1 /usr/bin/conmon -c 0 -n fake\n  11  10 /bin/httpd\n');
  const namespaces = [{ ns: 1, type: 'mnt', nprocs: 1, pid: 11, command: '/bin/httpd' }];
  expect(firstProcesses(processes, namespaces, new Map())).toEqual([]);
  expect(firstProcesses(processes, namespaces, new Map([[10, 'podman']]))).toHaveLength(1);
});
