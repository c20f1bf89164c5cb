import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

const FOLDER = path.join(import.meta.dirname, 'migrations');

/** The database can't be used as it is. The message says why, and the way out. */
export class StoreError extends Error {
  override name = 'StoreError';
}

/**
 * Brings a database to the newest schema: applies the numbered .sql files it does not have yet, each in a transaction
 * with the `user_version` that records it. A database that holds anything is copied beside itself first.
 * @throws StoreError when the database was written by a newer vethlab.
 */
export function migrate(database: DatabaseSync, file: string, folder = FOLDER): void {
  const migrations = migrationsIn(folder);
  const version = userVersion(database);
  if (version > migrations.length) {
    throw new StoreError(
      `${file} was written by a newer vethlab (schema ${version}, this one knows ${migrations.length}); ` +
        'start that version, or move the file away to begin anew.',
    );
  }
  if (version === migrations.length) return;
  if (version > 0) backUp(database, `${file}.schema-${version}.bak`);
  for (const [index, name] of migrations.entries()) {
    if (index < version) continue;
    database.exec(
      `BEGIN IMMEDIATE; ${readFileSync(path.join(folder, name), 'utf8')}; PRAGMA user_version = ${index + 1}; COMMIT`,
    );
  }
}

/** The newest schema that this vethlab knows. */
export function knownSchema(): number {
  return migrationsIn(FOLDER).length;
}

function migrationsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

function userVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

/**
 * Replaces an earlier backup of that schema: the database still has that schema, so the new backup is newer and as whole. The backup gets its
 * name only once it is complete.
 */
function backUp(database: DatabaseSync, to: string): void {
  const unfinished = `${to}.unfinished`;
  rmSync(unfinished, { force: true });
  database.prepare('VACUUM INTO ?').run(unfinished);
  renameSync(unfinished, to);
}
