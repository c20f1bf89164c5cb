// Making hosts and working on them changes nothing of the machine: owners, modes and names of files stay as before.
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../lab-server/common/exec.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { asRoot } from '../support/attack.ts';
import { Lab } from '../support/lab.ts';

const HOSTS = 10;
/** The folders that hosts could touch, and how deep each is searched. Hosts read the lab image and the templates, but own nothing in them. */
const PLACES: [folder: string, depth: number][] = [
  ['/', 2],
  ['/dev', 9],
  ['/run', 9],
  ['/etc', 9],
  ['/var', 4],
  ['/usr/bin', 1],
  ['/usr/sbin', 1],
  ['/usr/local', 3],
  [folders.root, 2],
  [folders.images, 99],
  [folders.templates, 99],
];
/** Folders in which lab servers work, or files come and go by themselves. */
const LEFT_OUT = ['/run/vethlab', '/dev/pts', '/dev/shm', '/proc', '/sys', '/tmp', '/var/tmp'];

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open('outside');
  // These are made once, for all hosts.
  await lab.host('before');
  await lab.engine.destroy('before');
});
afterAll(() => lab.close());

/** Owner, group, mode, kind and, but for folders, number of names of each file, by its path. */
async function machine(): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (const [folder, depth] of PLACES.filter(([name]) => existsSync(name))) {
    const prune = LEFT_OUT.flatMap((name) => ['-path', name, '-prune', '-o']);
    const look = ['find', folder, '-xdev', '-maxdepth', String(depth), ...prune];
    const folders = ['-type', 'd', '-printf', '%U %G %m %y\\t%p\\0'];
    const printed = await must([...look, ...folders, '-o', '-printf', '%U %G %m %y %n\\t%p\\0'], {
      timeoutMs: 120_000,
    });
    for (const line of printed.split('\0').filter(Boolean)) {
      const tab = line.indexOf('\t');
      seen.set(line.slice(tab + 1), line.slice(0, tab));
    }
  }
  return seen;
}

test(`${HOSTS} hosts, and root at work on each, old and new, leave the machine's files as they were`, async () => {
  const before = await machine();
  const hosts = [];
  for (let i = 0; i < HOSTS; i++) hosts.push(await lab.host(`host-${i}`));
  // The host's root tries to change the machine's files by the nodes and folders that the two share.
  for (const host of [...hosts, ...hosts.toReversed()]) {
    await asRoot(
      host,
      'for node in /dev/* /proc/self/fd/*; do chmod 000 $node; chown 1000 $node; done; chmod 777 / /etc /usr; true',
    );
  }
  for (const { id } of hosts) await lab.engine.destroy(id);
  const after = await machine();
  const changed = [...before].filter(([file, about]) => after.has(file) && after.get(file) !== about);
  expect(changed.map(([file, about]) => `${file}: ${about} became ${after.get(file)}`)).toEqual([]);
  // None of the hosts' own files are there either.
  const theirs = [...after].filter(
    ([file, about]) => !before.has(file) && Number(about.split(' ')[0]) >= 1e9,
  );
  expect(theirs).toEqual([]);
  expect(before.get('/dev/null')).toBe('0 0 666 c 1');
});
