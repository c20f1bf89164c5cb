import type { DatabaseSync } from 'node:sqlite';

/** Bytes that the database can grow by, and that can be written, without another block of the disk. */
const ROOM = 4 * 2 ** 20;

/**
 * Sets room aside within the database's own files: free pages in the database, and as much of its write-ahead log, which SQLite uses again and
 * again. When the disk is full answers are kept there. The room of a file deleted at that time would go to whoever fills the disk.
 * @returns false when there is none left on the disk to set aside.
 */
export function keepRoomWithin(database: DatabaseSync): boolean {
  if (freeIn(database) >= ROOM / 2 && isGrown.has(database)) return true;
  try {
    database.exec(`
      BEGIN IMMEDIATE;
      CREATE TABLE room_within (bytes BLOB);
      INSERT INTO room_within VALUES (zeroblob(${ROOM}));
      DROP TABLE room_within;
      COMMIT;
    `);
    // The log is written back now, and its file keeps its length.
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    isGrown.add(database);
    return true;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    if (isDiskFull(error)) return false;
    throw error;
  }
}

/** Databases whose log has grown to its length since they were opened. The log is removed when they are closed. */
const isGrown = new WeakSet<DatabaseSync>();

function freeIn(database: DatabaseSync): number {
  const { freelist_count: pages } = database.prepare('PRAGMA freelist_count').get() ?? {};
  const { page_size: size } = database.prepare('PRAGMA page_size').get() ?? {};
  return Number(pages) * Number(size);
}

/** SQLITE_FULL, and SQLITE_IOERR_SHMSIZE: the index of the log finds no room. Other input and output errors mean a broken disk. */
const FULL = [13, 4874];

/** Whether an error, of SQLite or of a file, says that the disk has no room left. */
export function isDiskFull(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
  return (
    code === 'ENOSPC' || code === 'EDQUOT' || (code === 'ERR_SQLITE_ERROR' && FULL.includes(Number(errcode)))
  );
}
