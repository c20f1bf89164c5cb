import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { Attempts } from './attempts.ts';
import { openDatabase } from './database.ts';
import { Learners } from './learners.ts';
import { migrate, StoreError } from './migrate.ts';

/** A folder of migrations, and a database that they are applied to. */
function prepare(...migrations: string[]) {
  const folder = temporaryFolder();
  const add = (sql: string) => {
    const count = readdirSync(folder).filter((name) => name.endsWith('.sql')).length;
    writeFileSync(path.join(folder, `${String(count + 1).padStart(4, '0')}-step.sql`), sql);
  };
  for (const sql of migrations) add(sql);
  const file = path.join(folder, 'lab.sqlite');
  const database = open(file);
  return { folder, file, database, add, run: () => migrate(database, file, folder) };
}

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return database;
}

const wordsOf = (database: DatabaseSync) =>
  database
    .prepare('SELECT word FROM words ORDER BY word')
    .all()
    .map(({ word }) => word);
const versionOf = (database: DatabaseSync) => database.prepare('PRAGMA user_version').get()?.user_version;

test('a new database gets every step, and no backup', () => {
  const { folder, database, run } = prepare(
    'CREATE TABLE words (word TEXT)',
    "INSERT INTO words VALUES ('new')",
  );
  run();
  expect(wordsOf(database)).toEqual(['new']);
  expect(versionOf(database)).toBe(2);
  expect(readdirSync(folder).filter((name) => name.includes('.bak'))).toEqual([]);
  run();
  expect(wordsOf(database), 'no step is taken twice').toEqual(['new']);
});

test('an older database keeps what it holds, and is copied first', () => {
  const { file, database, add, run } = prepare('CREATE TABLE words (word TEXT)');
  run();
  database.exec("INSERT INTO words VALUES ('old')");
  add('ALTER TABLE words ADD COLUMN meaning TEXT');
  add("UPDATE words SET word = upper(word), meaning = 'aged'");
  run();
  expect(database.prepare('SELECT * FROM words').all()).toEqual([{ word: 'OLD', meaning: 'aged' }]);
  expect(versionOf(database)).toBe(3);
  const backup = open(`${file}.schema-1.bak`);
  expect(wordsOf(backup)).toEqual(['old']);
  expect(versionOf(backup)).toBe(1);
});

test('a step that fails leaves the database as it was before it, and works when mended', () => {
  const { folder, file, database, add, run } = prepare('CREATE TABLE words (word TEXT)');
  run();
  database.exec("INSERT INTO words VALUES ('old')");
  add("INSERT INTO words VALUES ('half'); INSERT INTO nowhere VALUES (1)");
  expect(run).toThrow('nowhere');
  database.close();

  const again = open(file);
  expect(wordsOf(again)).toEqual(['old']);
  expect(versionOf(again)).toBe(1);
  again.exec("INSERT INTO words VALUES ('since')");
  writeFileSync(path.join(folder, '0002-step.sql'), "INSERT INTO words VALUES ('whole')");
  migrate(again, file, folder);
  expect(wordsOf(again)).toEqual(['old', 'since', 'whole']);
  expect(wordsOf(open(`${file}.schema-1.bak`)), 'the backup is of just before').toEqual(['old', 'since']);
});

test('the rest of an interrupted backup does not pass for a backup', () => {
  const { folder, file, database, add, run } = prepare('CREATE TABLE words (word TEXT)');
  run();
  database.exec("INSERT INTO words VALUES ('old')");
  writeFileSync(`${file}.schema-1.bak.unfinished`, 'half a backup');
  add('ALTER TABLE words ADD COLUMN meaning TEXT');
  run();
  expect(wordsOf(open(`${file}.schema-1.bak`))).toEqual(['old']);
  expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
});

test('a database of a newer version is refused, and left alone', () => {
  const { file, database, run } = prepare('CREATE TABLE words (word TEXT)');
  database.exec(
    "PRAGMA user_version = 7; CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('future')",
  );
  expect(run).toThrow(StoreError);
  expect(run).toThrow(`${file} was written by a newer vethlab (schema 7, this one knows 1)`);
  expect(wordsOf(database)).toEqual(['future']);
});

test('the real database opens, survives a crash of its writer, and opens again', () => {
  const dataDir = path.join(temporaryFolder(), 'new', 'data');
  const database = openDatabase(dataDir);
  const ada = new Learners(database).add('Ada', {
    course: 'one',
    class: null,
    state: 'active',
    personalCode: 'ABCD-EFGH',
  });
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  // The database is never closed. Committed rows are there for another process all the same.
  const other = openDatabase(dataDir);
  expect(new Learners(other).find(ada.id)).toEqual(ada);
  other.close();
  database.close();
});

test('attempts of the first schema keep their points, and pay for no hint', () => {
  const dataDir = temporaryFolder();
  const old = open(path.join(dataDir, 'vethlab.sqlite'));
  const first = path.join(import.meta.dirname, 'migrations/0001-learners-and-attempts.sql');
  old.exec(`${readFileSync(first, 'utf8')}; PRAGMA user_version = 1;
    INSERT INTO learners VALUES ('l1', 'Ada', '2026-01-02T03:04:05.678Z');
    INSERT INTO attempts (learner, exercise, answer, verdict, points, seed, counted, at)
      VALUES ('l1', 'word', '{}', '{}', 2, 'lesson', 1, '2026-01-02T03:04:05.678Z')`);
  old.close();
  const database = openDatabase(dataDir);
  expect(new Attempts(database).of('l1')).toMatchObject([{ exercise: 'word', points: 2, deducted: 0 }]);
  database.close();
});

test('learners of an earlier schema keep their number, and have nothing yet of what the school says besides', () => {
  const dataDir = temporaryFolder();
  const old = open(path.join(dataDir, 'vethlab.sqlite'));
  const folder = path.join(import.meta.dirname, 'migrations');
  const before = readdirSync(folder)
    .filter((name) => name < '0010')
    .sort();
  for (const name of before) old.exec(readFileSync(path.join(folder, name), 'utf8'));
  old.exec(`PRAGMA user_version = ${before.length};
    INSERT INTO learners (id, name, joined_at, state, external_id) VALUES ('l1', 'Ada', '2026-01-02T03:04:05.678Z', 'listed', '7')`);
  old.close();
  const database = openDatabase(dataDir);
  const learners = new Learners(database);
  const ada = learners.find('l1');
  expect(ada).toMatchObject({ name: 'Ada', externalId: '7', email: null, section: null, familyName: null });
  if (ada) learners.change(ada, { email: 'ada@example.org', section: 'A' });
  expect(learners.find('l1')).toMatchObject({ externalId: '7', email: 'ada@example.org', section: 'A' });
  database.close();
});

test('a file that is no database is refused with the way out', () => {
  const dataDir = temporaryFolder();
  writeFileSync(path.join(dataDir, 'vethlab.sqlite'), 'This is not a database at all. '.repeat(200));
  expect(() => openDatabase(dataDir)).toThrow(StoreError);
  expect(() => openDatabase(dataDir)).toThrow(/vethlab\.sqlite is damaged .* move it away/);
});
