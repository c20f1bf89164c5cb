import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { answer, attemptsAt, putFile } from '../testing/answers.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { startLab } from '../testing/lab.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { TerminalClient } from '../testing/terminal-client.ts';
import { backUp, restore } from './backup.ts';
import { openDatabase } from './database.ts';
import { StoreError } from './migrate.ts';

test('what is packed while a class works is all there again, in another folder', async () => {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass();
  const ada = await joinClass(lab, group.code, 'Ada');
  putFile(ada, 'word.txt', 'veth');
  const terminal = new TerminalClient(ada, await ada.openTerminal());
  await terminal.shows('prompt> ');
  const first = await answer(ada, 'word', { word: 'veth' });
  // Answers come in while it is packed, each whole in it or not at all.
  const file = path.join(temporaryFolder(), 'class.tar.gz');
  const packing = backUp(lab.folder, file);
  for (let i = 0; i < 10; i++) await answer(ada, 'word', { word: `word ${i}` });
  const info = await packing;
  expect(info).toMatchObject({ classes: 1, learners: 1 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await lab.close();

  const folder = temporaryFolder();
  expect(await restore(folder, file)).toMatchObject({ ...info, aside: undefined });
  const again = await startLab({ folder });
  const [...attempts] = await attemptsAt(ada.at(again), 'word');
  expect(attempts).toHaveLength(info.attempts);
  expect(attempts.at(-1)).toMatchObject({ id: first.id, answer: { word: 'veth' } });
  const signedIn = await fetch(`${again.url}/api/desk/classes/${group.id}`, {
    headers: { cookie: desk.cookie },
  });
  expect(await signedIn.json()).toMatchObject({ name: 'Networks', code: group.code });
  const recordings = await (await ada.at(again).fetch('/api/recordings')).json();
  expect(recordings).toMatchObject({ recordings: [{ title: 'Terminal 1' }] });
});

test('what was there before a restore is moved aside, and a second one too', async () => {
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

test('what is no backup, is damaged or newer is refused, and nothing has changed', async () => {
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
