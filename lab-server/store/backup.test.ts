import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { answer, attemptsAt, putFile } from '../testing/answers.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { COURSE_NAME, startLab } from '../testing/lab.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { TerminalClient } from '../testing/terminal-client.ts';
import { backUp, restore } from './backup.ts';
import { openDatabase } from './database.ts';
import { StoreError } from './migrate.ts';

test('a backup that is packed while a class works is restored whole, in another folder', async () => {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass();
  const ada = await joinClass(lab, group.code, 'Ada');
  putFile(ada, 'word.txt', 'veth');
  const terminal = new TerminalClient(ada, await ada.openTerminal());
  await terminal.shows('prompt> ');
  const first = await answer(ada, 'word', { word: 'veth' });
  // Answers come in while it is packed. Each is in it whole or not at all.
  const file = path.join(temporaryFolder(), 'class.tar.gz');
  const packing = backUp(lab.folder, file);
  for (let i = 0; i < 10; i++) await answer(ada, 'word', { word: `word ${i}` });
  const info = await packing;
  expect(info).toMatchObject({ courses: [COURSE_NAME], classes: 1, learners: 1 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await lab.close();

  const folder = temporaryFolder();
  expect(await restore(folder, file)).toMatchObject({ ...info, aside: undefined });
  const again = await startLab({ folder });
  const [...attempts] = await attemptsAt(ada.at(again), 'word');
  expect(attempts).toHaveLength(info.attempts);
  expect(attempts.at(-1)).toMatchObject({ id: first.id, answer: { word: 'veth' } });
  const signedIn = await fetch(
    `${again.url}${pathOf(api.deskClasses.read, { params: { class: group.id } })}`,
    {
      headers: { cookie: desk.cookie },
    },
  );
  expect(await signedIn.json()).toMatchObject({ name: 'Networks', code: group.code });
  const recordings = await (await ada.at(again).fetch(pathOf(api.recordings.list))).json();
  expect(recordings).toMatchObject({ recordings: [{ title: 'Terminal 1' }] });
});

test('the data from before a restore is moved aside, and so it is by a second restore', async () => {
  const stateDir = temporaryFolder();
  openDatabase(path.join(stateDir, 'data')).close();
  const file = path.join(temporaryFolder(), 'empty.tar.gz');
  await backUp(stateDir, file);
  writeFileSync(path.join(stateDir, 'data/grades.txt'), 'since then');
  const { aside } = await restore(stateDir, file);
  expect(readFileSync(path.join(aside ?? '', 'grades.txt'), 'utf8')).toBe('since then');
  expect(existsSync(path.join(stateDir, 'data/grades.txt'))).toBe(false);
  expect(readdirSync(stateDir).filter((name) => /^(backup|restore)-/.test(name))).toEqual([]);
});

test('a file that is no backup, is damaged or is newer is refused, and nothing has changed', async () => {
  const stateDir = temporaryFolder();
  await expect(backUp(stateDir, path.join(stateDir, 'x'))).rejects.toThrow(/nothing to keep/);
  openDatabase(path.join(stateDir, 'data')).close();
  writeFileSync(path.join(stateDir, 'data/here.txt'), 'still');
  const folder = temporaryFolder();
  const file = path.join(folder, 'good.tar.gz');
  await backUp(stateDir, file);

  const cut = path.join(folder, 'cut.tar.gz');
  writeFileSync(cut, readFileSync(file).subarray(0, 400));
  writeFileSync(path.join(folder, 'words.txt'), 'These are only words.');
  for (const bad of [cut, path.join(folder, 'words.txt'), path.join(folder, 'none.tar.gz')]) {
    await expect(restore(stateDir, bad), bad).rejects.toThrow(StoreError);
  }
  const newer = temporaryFolder();
  mkdirSync(path.join(newer, 'data'));
  const database = new DatabaseSync(path.join(newer, 'data/vethlab.sqlite'));
  database.exec('PRAGMA user_version = 999');
  database.close();
  await backUp(newer, path.join(folder, 'newer.tar.gz'));
  await expect(restore(stateDir, path.join(folder, 'newer.tar.gz'))).rejects.toThrow(
    /newer vethlab \(schema 999\)/,
  );
  expect(readdirSync(stateDir)).toEqual(['data']);
  expect(readFileSync(path.join(stateDir, 'data/here.txt'), 'utf8')).toBe('still');
});

test('a damaged database is reported in words with the way out, and nothing is changed', async () => {
  const stateDir = temporaryFolder();
  openDatabase(path.join(stateDir, 'data')).close();
  writeFileSync(path.join(stateDir, 'data/here.txt'), 'still');
  const [folder, other] = [temporaryFolder(), temporaryFolder()];
  const good = path.join(folder, 'good.tar.gz');
  await backUp(stateDir, good);
  execFileSync('tar', ['-xzf', good, '-C', other]);
  const whole = readFileSync(path.join(other, 'vethlab.sqlite'));
  const damages = {
    'no database': Buffer.from('no database at all'.repeat(1000)),
    'no pages': Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 0xff)]),
    'half a page': whole.subarray(0, 4096 + 100),
    'another page': Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(whole.length - 4096, 0x5a)]),
  };
  for (const [name, bytes] of Object.entries(damages)) {
    writeFileSync(path.join(other, 'vethlab.sqlite'), bytes);
    const bad = path.join(folder, 'bad.tar.gz');
    execFileSync('tar', ['-czf', bad, '-C', other, 'manifest.json', 'vethlab.sqlite']);
    const refused = await restore(stateDir, bad).catch((error: Error) => error);
    expect(refused, name).toBeInstanceOf(StoreError);
    expect((refused as Error).message, name).toMatch(
      /bad\.tar\.gz: the database in it is damaged \(.+\); take an earlier backup\. What the lab server keeps has not been changed\.$/,
    );
    // The same for the database in use, when it is to be packed.
    const broken = temporaryFolder();
    mkdirSync(path.join(broken, 'data'));
    writeFileSync(path.join(broken, 'data/vethlab.sqlite'), bytes);
    await expect(backUp(broken, path.join(folder, 'never.tar.gz')), name).rejects.toThrow(
      /database in it is damaged/,
    );
    expect(readFileSync(path.join(broken, 'data/vethlab.sqlite')).equals(bytes)).toBe(true);
  }
  expect(readdirSync(stateDir)).toEqual(['data']);
  expect(readFileSync(path.join(stateDir, 'data/here.txt'), 'utf8')).toBe('still');
  expect(await restore(stateDir, good)).toMatchObject({ learners: 0 });
});
