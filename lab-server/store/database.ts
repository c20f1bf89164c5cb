import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrate.ts';

/**
 * Opens dataDir/vethlab.sqlite, made when it is not there.
 *
 * synchronous=FULL: in WAL mode NORMAL may lose the last commits when the power fails, and a learner who read "saved" must
 * find the attempt again. It costs one fsync an attempt.
 * @throws StoreError
 */
export function openDatabase(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'vethlab.sqlite');
  const database = new DatabaseSync(file);
  try {
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA busy_timeout = 5000;
    `);
    migrate(database, file);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}
