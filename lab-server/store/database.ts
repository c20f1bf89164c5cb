import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate, StoreError } from './migrate.ts';
import { isDiskFull, keepRoomWithin } from './room-within.ts';

/**
 * Opens dataDir/vethlab.sqlite, and makes it if it does not exist.
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
    // The lab server starts even without that room, since marks can still be looked at.
    keepRoomWithin(database);
  } catch (error) {
    database.close();
    throw asStoreError(error, file);
  }
  return database;
}

/** SQLite's codes for a file that is not a database, or not a whole one. */
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

function asStoreError(error: unknown, file: string): unknown {
  const { errcode, message } = error as { errcode?: number; message: string };
  if (isDiskFull(error)) {
    return new StoreError(`${file} can't be opened, as the disk is full (${message}); make room on it.`);
  }
  if (errcode !== CORRUPT && errcode !== NOT_A_DATABASE) return error;
  return new StoreError(
    `${file} is damaged (${message}); put a backup in its place, or move it away to begin anew.`,
  );
}
