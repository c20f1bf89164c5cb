import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Attempt } from '../../protocol/attempt.ts';
import { Machine } from '../../protocol/desk/instructor.ts';
import { LITTLE_DISK } from '../common/disk-room.ts';
import { isDiskFull, keepRoomWithin } from '../store/room-within.ts';
import { inTransaction } from '../store/transaction.ts';
import { signIn } from '../testing/desk-client.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, postJson, problemOf } from '../testing/learner-client.ts';
import { SmallDisk } from '../testing/small-disk.ts';
import { temporaryFolder } from '../testing/temporary.ts';

const ATTEMPTS = pathOf(api.exercises.attempts, { params: { id: 'word' } });
const answer = (learner: LearnerClient) => learner.post(ATTEMPTS, { answer: { word: 'w' } });

const note = (text: string) => ({ chapter: 'c', text, changed: new Date().toISOString() });

async function labOn(kind: 'tmpfs' | 'ext4') {
  const disk = new SmallDisk(kind, 48);
  const folder = path.join(disk.folder, 'state');
  mkdirSync(folder);
  // The learners' programs are not under test.
  symlinkSync(temporaryFolder(), path.join(folder, 'hosts'));
  const lab = await startLab({ folder });
  const ada = await join(lab);
  writeFileSync(path.join(ada.folder, 'word.txt'), 'another');
  return { disk, lab, ada };
}

/** Uses up the room that the database has set aside, as thousands of answers would. */
function useUp(database: DatabaseSync): void {
  database.exec('CREATE TABLE IF NOT EXISTS used (bytes BLOB)');
  for (const bytes of [2 ** 20, 2 ** 16, 2 ** 12, 64]) {
    try {
      for (;;) database.prepare('INSERT INTO used VALUES (zeroblob(?))').run(bytes);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  }
}

test.for(['tmpfs', 'ext4'] as const)(
  'with a full disk (%s) answers, joining and terminals go on, in room that was set aside',
  async (kind) => {
    const { disk, lab, ada } = await labOn(kind);
    disk.fill();
    for (let i = 0; i < 30; i++) expect((await answer(ada)).status).toBe(201);
    expect((await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Bob' })).status).toBe(201);
    await ada.openTerminal();
    // Each is written to the log at once.
    for (let i = 0; i < 300; i++)
      inTransaction(lab.database, () => lab.stores.notes.put(ada.id, note(`${i} `.repeat(400))));
    expect(await ada.get(ATTEMPTS, z.object({ attempts: z.array(Attempt) }))).toMatchObject({
      attempts: { length: 30 },
    });
  },
);

test.for(['tmpfs', 'ext4'] as const)(
  'without that room (%s) it is said with figures, nothing kept is lost, and it goes on as soon as there is some',
  async (kind) => {
    const { disk, lab, ada } = await labOn(kind);
    expect((await answer(ada)).status).toBe(201);
    disk.fill();
    useUp(lab.database);
    disk.fill();
    const refused = [
      await answer(ada),
      await answer(ada),
      await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Bob' }),
    ];
    for (const response of refused) {
      expect(response.headers.get('retry-after')).toBe('10');
      const { detail } = await problemOf(response, 'disk-full');
      expect(detail).toMatch(
        /^The disk of the lab server is full: \d+ MB of \d+ MB are free, and 537 MB should be\./,
      );
    }
    expect(() =>
      inTransaction(lab.database, () => lab.stores.notes.put(ada.id, note('x'.repeat(60_000)))),
    ).toThrow('full');
    expect(lab.database.isTransaction).toBe(false);
    expect((await ada.fetch(pathOf(api.learner.me))).status).toBe(200);
    disk.free();
    for (let i = 0; i < 3; i++) expect((await answer(ada)).status).toBe(201);
    expect((await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Bob' })).status).toBe(201);
    expect(await ada.get(ATTEMPTS, z.object({ attempts: z.array(Attempt) }))).toMatchObject({
      attempts: { length: 4 },
    });
    // The database sets aside new room for what was used.
    expect(keepRoomWithin(lab.database)).toBe(true);
    disk.fill();
    expect((await answer(ada)).status).toBe(201);
  },
);

test('the metrics say how much room there is', async () => {
  const { lab } = await labOn('tmpfs');
  const text = await (await fetch(`${lab.url}/metrics`)).text();
  const free = Number(/^vethlab_disk_free_bytes (\d+)/m.exec(text)?.[1]);
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThan(48 * 2 ** 20);
  expect(text).toMatch(/^vethlab_disk_wanted_bytes 536870912/m);
});

test('the desk is told how much is free, and below which figure no lab host is made', async () => {
  const { disk, lab } = await labOn('ext4');
  const desk = await signIn(lab);
  const ask = async () => (await desk.get(pathOf(api.deskMachine.machine), Machine)).disk;
  const before = await ask();
  expect(before.least).toBe(LITTLE_DISK);
  expect(before.free).toBeLessThan(before.total);
  disk.fill();
  expect(await ask()).toMatchObject({ free: 0, total: before.total });
});
