import { expect, test } from 'vitest';
import { ObserveError } from '../define.ts';
import { joinPodman, parseConmon, parseStores } from './podman.ts';
import { parseProcesses } from './processes.ts';
import { firsts, recorded } from './recorded/host.ts';

const stored = parseStores(recorded('podman-5.4.2-stores.txt'));
const conmons = parseProcesses(recorded('ps-procps-4.0.4.txt')).filter(({ args }) =>
  args.startsWith('/usr/bin/conmon'),
);

test("reads root's containers and the learner's, running or not", () => {
  expect(stored.map(({ name, owner }) => [name, owner])).toEqual([
    ['rooted', 'root'],
    ['seal', 'pi'],
    ['gone', 'pi'],
    ['idle', 'pi'],
  ]);
});

test('reads whose container a conmon watches from its command line', () => {
  expect(conmons.map(({ pid, args }) => [pid, parseConmon(args)?.name, parseConmon(args)?.owner])).toEqual([
    [117, 'seal', 'pi'],
    [541, 'rooted', 'root'],
    [636, 'gone', 'pi'],
    // `podman exec` has a conmon too. The process that it watches is the first process of nothing.
    [2140, 'seal', 'pi'],
  ]);
  expect(parseConmon('/usr/bin/conmon --version')).toBeUndefined();
});

test('a container runs when its conmon does', () => {
  expect(joinPodman(stored, firsts).map(({ name, running, pid }) => [name, running, pid])).toEqual([
    ['seal', true, 122],
    ['rooted', true, 543],
    ['gone', true, 641],
    ['idle', false, undefined],
  ]);
  expect(joinPodman(stored, []).filter(({ running }) => running)).toEqual([]);
});

test('a container that lies in no store known here is found by its conmon', () => {
  expect(joinPodman([], firsts).map(({ name, owner, pid }) => [name, owner, pid])).toEqual([
    ['seal', 'pi', 122],
    ['rooted', 'root', 543],
    ['gone', 'pi', 641],
  ]);
});

test('no store means no container; a broken one is an error', () => {
  expect(parseStores('')).toEqual([]);
  expect(() => parseStores('/var/lib/containers/storage/vfs-containers/containers.json [{"id":')).toThrow(
    ObserveError,
  );
});

test('what was started with --rm is in the second list, and a renamed container has its new name in either', () => {
  const both = parseStores(recorded('podman-5.4.2-stores-volatile.txt'));
  expect(both.map(({ name, image }) => [name, image])).toEqual([
    ['seal', 'localhost/vethlab/whoami:latest'],
    ['m', 'docker.io/library/moved:1'],
    ['newer', 'localhost/vethlab/whoami:latest'],
    ['volatile', 'localhost/vethlab/whoami:latest'],
    ['vnew', 'localhost/vethlab/whoami:latest'],
  ]);
  expect(new Set(both.map(({ imageId }) => imageId)).size).toBe(2);
  const [renamed] = both.filter(({ name }) => name === 'vnew');
  const watcher = `/usr/bin/conmon -c ${renamed?.id} -b /home/pi/.local/share/containers/storage/x -n vold --exit-dir /run`;
  const found = joinPodman(both, [{ pid: 7, framework: 'podman', watcher }]);
  expect(found.filter(({ running }) => running)).toMatchObject([{ name: 'vnew', pid: 7, owner: 'pi' }]);
});
