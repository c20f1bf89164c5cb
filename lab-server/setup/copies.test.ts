import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { BackupNow } from '../../protocol/backup.ts';
import { clusterFiles } from '../common/cluster-files.ts';
import { backUp, restore } from '../store/backup.ts';
import { answer, attemptsAt } from '../testing/answers.ts';
import { startLab } from '../testing/lab.ts';
import { join } from '../testing/learner-client.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { Copies, copyName, expired, folderPlace, newestFirst, restoreNewest } from './copies.ts';
import { SetupError } from './setup-error.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);

test('the ten newest copies stay, and of seven days before them the last one each', () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 40 * DAY }), { maxLength: 200 });
  fc.assert(
    fc.property(times, (all) => {
      const names = [...new Set(all.map((ms) => copyName(new Date(START + ms))))];
      const gone = new Set(expired([...names, 'holiday.tar.gz']));
      const sorted = newestFirst(names);
      const stays = sorted.filter((name) => !gone.has(name));
      expect(stays.slice(0, 10)).toEqual(sorted.slice(0, 10));
      const day = (name: string) => name.slice(0, 18);
      const recent = new Set(sorted.slice(0, 10).map(day));
      const days = [...new Set(sorted.map(day))].filter((one) => !recent.has(one)).slice(0, 7);
      expect(stays.slice(10)).toEqual(days.map((one) => sorted.find((name) => day(name) === one)));
      expect(gone.has('holiday.tar.gz')).toBe(false);
    }),
  );
});

/** Keeps making copies of a lab server that runs. */
function keepCopies(stateDir: string, folder: string, every = 200) {
  const told: BackupNow[] = [];
  const said: string[] = [];
  const copies = new Copies({
    place: folderPlace(folder),
    every,
    stateDir,
    write: (file) => backUp(stateDir, file),
    say: (text) => void said.push(text),
  });
  copies.follow((now) => void told.push(now));
  copies.begin();
  onTestFinished(() => copies.close());
  return { told, said, copies };
}

const copiesIn = (folder: string) => newestFirst(readdirSync(folder));

test('copies are made while a class works and only when something has changed, and the newest is restored elsewhere', async () => {
  const lab = await startLab();
  const folder = temporaryFolder();
  const ada = await join(lab);
  const { told, copies } = keepCopies(lab.folder, folder);
  await vi.waitFor(() => expect(copiesIn(folder)).toHaveLength(1), 20_000);
  expect(told.at(-1)).toMatchObject({ to: `the folder ${folder}`, problem: null });
  // Names have whole seconds, so the second after the last change is copied once more at most.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const before = copiesIn(folder).length;
  expect(before).toBeLessThanOrEqual(2);
  await answer(ada, 'word', { word: 'since then' });
  await vi.waitFor(() => expect(copiesIn(folder).length).toBeGreaterThan(before), 20_000);
  await copies.close();
  await lab.close();

  const elsewhere = temporaryFolder();
  const { name, passedOver } = await restoreNewest(folder, (file) => restore(elsewhere, file));
  expect([name, passedOver]).toEqual([copiesIn(folder)[0], []]);
  const again = await startLab({ folder: elsewhere });
  expect(await attemptsAt(ada.at(again), 'word')).toHaveLength(1);
});

test('a place that is not there is said once, and copies go on when it is', async () => {
  const lab = await startLab();
  const folder = path.join(temporaryFolder(), 'usb');
  const { told, said } = keepCopies(lab.folder, folder);
  await vi.waitFor(() => expect(told.at(-1)?.problem).toContain(`there is no folder ${folder}`));
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(existsSync(folder)).toBe(false);
  mkdirSync(folder);
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ problem: null }), 20_000);
  expect(copiesIn(folder)).toHaveLength(1);
  expect(said).toEqual([
    expect.stringContaining('No backup could be made: there is no folder'),
    `Backups to the folder ${folder} are made again.`,
  ]);
});

test('a copy that is not whole is passed over, and what a killed lab server began is cleared away', async () => {
  const lab = await startLab();
  const folder = temporaryFolder();
  const place = folderPlace(folder);
  const [first, second] = [copyName(new Date(START)), copyName(new Date(START + HOUR))];
  writeFileSync(path.join(folder, `${first}.unfinished`), '');
  writeFileSync(path.join(folder, 'mine.unfinished'), '');
  await place.put(first, (file) => backUp(lab.folder, file));
  await place.put(second, (file) => backUp(lab.folder, file));
  expect(readdirSync(folder).sort()).toEqual(['mine.unfinished', first, second]);
  truncateSync(path.join(folder, second), 1_000);
  const { name, passedOver } = await restoreNewest(folder, (file) => restore(temporaryFolder(), file));
  expect(name).toBe(first);
  expect(passedOver).toEqual([expect.stringContaining(`${second} could not be restored`)]);
  await expect(restoreNewest(temporaryFolder(), (file) => restore('', file))).rejects.toThrow(SetupError);
  await expect(restoreNewest(undefined, (file) => restore('', file))).rejects.toThrow('BACKUP_TO is not set');
});

test('a restored lab server has the keys by which workers know it, and is known as the later one', async () => {
  const lab = await startLab();
  mkdirSync(path.join(lab.folder, 'cluster'));
  for (const name of [clusterFiles.cert, clusterFiles.key])
    writeFileSync(path.join(lab.folder, name), `of ${name}`);
  const file = path.join(temporaryFolder(), 'copy.tar.gz');
  await backUp(lab.folder, file);
  const [elsewhere, before] = [temporaryFolder(), Date.now()];
  await restore(elsewhere, file);
  const text = (name: string) => readFileSync(path.join(elsewhere, name), 'utf8');
  expect(text(clusterFiles.key)).toBe(`of ${clusterFiles.key}`);
  expect(statSync(path.join(elsewhere, clusterFiles.key)).mode & 0o077).toBe(0);
  expect(Number(text(clusterFiles.tookOver))).toBeGreaterThanOrEqual(before);
  expect(existsSync(path.join(elsewhere, 'data/cluster'))).toBe(false);
});
