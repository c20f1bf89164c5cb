// What an operator does who moves to another machine: back up with the hosts at rest, restore there, start.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { must } from '../../lab-server/common/exec.ts';
import { childEnv } from '../../lab-server/settings/environment.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from '../support/client.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { typesOnHost } from '../support/types-on-host.ts';

const folder = path.join(folders.made, 'test/backup-files');
const file = path.join(folder, 'monday.tar.gz');
const FLOCK = 'docker run -d --restart always --name duck vethlab/whoami';

let server: RunningServer | undefined;
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const stateOf = (name: string) => path.join(folders.made, 'test', name);

/** Runs `npm run COMMAND` on one lab server's state. */
const npmRun = (name: string, command: string, ...words: string[]) =>
  must(['npm', 'run', '--silent', command, '--', ...words], {
    cwd: folders.root,
    env: childEnv({ STATE_DIR: stateOf(name) }),
    timeoutMs: 300_000,
  });

test('learners, marks and hosts at rest go through a backup to a lab server that had none', async () => {
  server = await npmStart({ name: 'backed-up' });
  const grace = new ApiClient(await server.url());
  await grace.join('Grace');
  await typesOnHost(grace, `${FLOCK}; echo mi"ne" > mine; sync; echo do"ne"`, 'done\r\n');
  await grace.call(api.exercises.answer, { params: { id: 'how-many' }, body: { answer: { count: 5 } } });
  await must(['mkdir', '-p', folder]);
  // A host that runs is not packed, and the operator reads why.
  expect(await npmRun('backed-up', 'backup', path.join(folder, 'early.tar.gz'), '--hosts')).toContain(
    'No lab host is at rest.',
  );
  await server.stop('SIGTERM');
  const said = await npmRun('backed-up', 'backup', file, '--hosts');
  expect(said).toMatch(/monday\.tar\.gz: \d+ class(es)?, 1 learner, 1 attempt of containers-on-the-network,/);
  expect(said).toMatch(/monday\.hosts\.tar\.gz: 1 lab host at rest/);

  rmSync(stateOf('restored'), { recursive: true, force: true });
  const back = await npmRun('restored', 'restore', file);
  expect(back).toMatch(/1 learner, 1 attempt of containers-on-the-network\./);
  expect(back).toMatch(/^Restored 1 lab host at rest/m);

  server = await npmStart({ name: 'restored', keep: true });
  const again = new ApiClient(await server.url());
  again.cookie = grace.cookie;
  expect(server.output).toContain('1 at rest');
  expect((await again.call(api.learner.me)).body).toMatchObject({ name: 'Grace', points: { earned: 1 } });
  await typesOnHost(again, 'cat mine; docker ps', 'duck');
  const { woken } = (await again.call(api.host.status)).body;
  expect(woken).toMatchObject({ cut: false, older: false });
  expect(woken.containers).toContainEqual({ framework: 'docker', name: 'duck', back: true });
  await server.stop('SIGTERM');

  // What is there already is not lost to a restore.
  const twice = await npmRun('restored', 'restore', file);
  expect(twice).toMatch(/^Hosts at rest that they took the place of are in \S+hosts\.before-/m);
  expect(twice).toMatch(/^What was there before is in /m);
});
