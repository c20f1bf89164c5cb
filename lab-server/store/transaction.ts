import type { DatabaseSync } from 'node:sqlite';

/** Does the work whole or not at all. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite itself has rolled back a transaction that found no room on the disk.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
