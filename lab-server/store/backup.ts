import { spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { counted } from '../../checkers/words.ts';
import { clusterFiles } from '../common/cluster-files.ts';
import { diskOf } from '../common/disk-room.ts';
import { inWords } from '../common/room.ts';
import { unpack } from '../common/unpack.ts';
import { knownSchema, StoreError } from './migrate.ts';
import { isDiskFull } from './room-within.ts';

const DATABASE = 'vethlab.sqlite';
/** The parts of the data folder beside the database. */
const FILES = ['cookie-secret', 'recordings', 'grades'];
/**
 * What belongs to a backup of a state folder beside its data folder, where only root can read: which scenario each learner has, and by what
 * workers know the lab server.
 */
const BESIDE = ['assignments.json', clusterFiles.cert, clusterFiles.key];
/** Most characters of tar's complaints that are shown. */
const LONGEST_COMPLAINT = 600;
/** The longest in ms that packing may take. */
const PATIENCE = 30 * 60_000;
/** Most files and folders of a backup, most of them recordings. */
const MOST_FILES = 1_000_000;
const UNCHANGED = 'What the lab server keeps has not been changed';

const Manifest = z.object({
  format: z.literal('vethlab-backup'),
  version: z.literal(1),
  at: z.iso.datetime(),
  /** The database's schema: how many migrations it had. */
  schema: z.int(),
});
type Manifest = z.infer<typeof Manifest>;

/** The contents of a backup. */
export interface BackupInfo {
  at: string;
  /** Names of the courses that classes and learners are of. */
  courses: string[];
  classes: number;
  learners: number;
  attempts: number;
  /** Of the file. */
  bytes: number;
}

/** The packed contents: a backup without its file. */
type Packed = Omit<BackupInfo, 'bytes'>;

/** `1 class, 20 learners, 341 attempts of two-bridges`. */
export const countedIn = ({ courses, classes, learners, attempts }: Omit<BackupInfo, 'at' | 'bytes'>) =>
  [counted(classes, 'class', 'classes'), counted(learners, 'learner'), counted(attempts, 'attempt')].join(
    ', ',
  ) + (courses.length === 0 ? '' : ` of ${courses.join(', ')}`);

/** The part of a backup's work that touches the data itself, which does not belong to root. */
export interface OnData {
  /** Packs the data folder of a state folder into an open file. */
  pack(stateDir: string, out: number): Promise<Packed>;
  /** Looks at a database that came from a backup. */
  inspect(folder: string, file: string): Promise<Inspected>;
}

/** Does this work as the user of this process. */
const here: OnData = {
  pack: (stateDir, out) => pack(path.join(stateDir, 'data'), besideIn(stateDir), out),
  inspect: async (folder, file) => inspectCopy(folder, file),
};

/**
 * Packs everything that a lab server keeps (marks, classes, recordings, the key of its cookies) into one file that only its owner can read.
 * The lab server may run meanwhile. The database is copied as it is at one moment (VACUUM INTO), and recordings as far as they have come.
 * @throws StoreError
 */
export async function backUp(stateDir: string, file: string, onData: OnData = here): Promise<BackupInfo> {
  if (!existsSync(path.join(stateDir, 'data'))) throw nothingToKeep();
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  // No link that somebody has put there is followed, and nobody else may read it.
  const out = openSync(unfinished, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    const packed = await onData.pack(stateDir, out);
    fsyncSync(out);
    renameSync(unfinished, file);
    return { ...packed, bytes: statSync(file).size };
  } finally {
    closeSync(out);
    rmSync(unfinished, { force: true });
  }
}

/** Texts of files of a state folder, by their path in it. */
export const Beside = z.record(z.string(), z.string());
export type Beside = z.infer<typeof Beside>;

/** The files in a state folder, beside the data, that belong to a backup. */
export function besideIn(stateDir: string): Beside {
  const there = BESIDE.filter((name) => existsSync(path.join(stateDir, name)));
  return Object.fromEntries(there.map((name) => [name, readFileSync(path.join(stateDir, name), 'utf8')]));
}

/** Writes them into a folder. */
function putBeside(folder: string, beside: Beside): void {
  for (const name of BESIDE) {
    const text = beside[name];
    if (text === undefined) continue;
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode: 0o600 });
  }
}

/**
 * Packs a data folder, as its owner.
 * @param out an open file.
 * @throws StoreError
 */
export async function pack(dataDir: string, beside: Beside, out: number): Promise<Packed> {
  const source = path.join(dataDir, DATABASE);
  if (!existsSync(source)) throw nothingToKeep();
  const staged = mkdtempSync(path.join(dataDir, 'backup-'));
  try {
    const copy = path.join(staged, DATABASE);
    const { schema, ...counts } = inWordsOf(source, () => {
      copyDatabase(source, copy);
      return inspect(staged);
    });
    const at = new Date().toISOString();
    const manifest: Manifest = { format: 'vethlab-backup', version: 1, at, schema };
    writeFileSync(path.join(staged, 'manifest.json'), JSON.stringify(manifest));
    putBeside(staged, beside);
    const packing = [...below(staged, ['manifest.json', DATABASE, ...BESIDE]), ...below(dataDir, FILES)];
    // Exit status 1 means that a file changed while it was read.
    await tar(['--create', '--gzip', '--file=-', ...packing], 1, out);
    return { at, ...counts };
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

const nothingToKeep = () =>
  new StoreError('there is no database yet, so there is nothing to keep; start the lab server once.');

/**
 * Replaces the data of a lab server with a backup. The lab server must not run meanwhile. The old data is moved aside.
 * @returns with where that is now; undefined when there was nothing.
 * @throws StoreError, and then nothing has changed.
 */
export async function restore(
  stateDir: string,
  file: string,
  onData: OnData = here,
): Promise<BackupInfo & { aside: string | undefined }> {
  if (!existsSync(file))
    throw new StoreError(`${file}: there is no such file; name the one that npm run backup wrote.`);
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const staged = mkdtempSync(path.join(stateDir, 'restore-'));
  try {
    const { free } = diskOf(stateDir);
    await unpack(file, staged, { bytes: free, entries: MOST_FILES, timeoutMs: PATIENCE }).catch(
      (error: Error) => {
        throw new StoreError(
          `${file} is not restored: ${error.message}. ${UNCHANGED}; free on the disk are ${inWords(free)}.`,
        );
      },
    );
    const manifest = manifestIn(staged, file);
    // Before its owner may touch it.
    const beside = besideIn(staged);
    const { schema: _, ...counts } = await onData.inspect(staged, file);
    const dataDir = path.join(stateDir, 'data');
    const aside = existsSync(dataDir)
      ? `${dataDir}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
      : undefined;
    putBeside(stateDir, beside);
    if (beside[clusterFiles.key])
      writeFileSync(path.join(stateDir, clusterFiles.tookOver), String(Date.now()));
    for (const name of ['manifest.json', ...new Set(BESIDE.map((one) => one.split('/', 1)[0] as string))])
      rmSync(path.join(staged, name), { recursive: true, force: true });
    if (aside) renameSync(dataDir, aside);
    renameSync(staged, dataDir);
    return { at: manifest.at, ...counts, bytes: statSync(file).size, aside };
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from);
  try {
    database.exec('PRAGMA busy_timeout = 30000');
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}

/** Turns SQLite's error about a database into its meaning and the way out. @param file where it is, or is packed */
function inWordsOf<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const { message } = error as Error;
    if (isDiskFull(error))
      throw new StoreError(`${file}: the disk is full (${message}); make room on it. ${UNCHANGED}.`);
    throw new StoreError(
      `${file}: the database in it is damaged (${message}); take an earlier backup. ${UNCHANGED}.`,
    );
  }
}

/** Those of the files that the folder has, as tar's arguments. */
function below(folder: string, names: readonly string[]): string[] {
  const there = names.filter((name) => existsSync(path.join(folder, name)));
  return there.length === 0 ? [] : ['-C', folder, ...there];
}

function manifestIn(folder: string, file: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  } catch {
    content = undefined;
  }
  const { data: manifest } = Manifest.safeParse(content);
  if (!manifest || !existsSync(path.join(folder, DATABASE))) {
    throw new StoreError(`${file} is no backup of vethlab; name a file that npm run backup wrote.`);
  }
  if (manifest.schema > knownSchema()) {
    throw new StoreError(
      `${file} was written by a newer vethlab (schema ${manifest.schema}); restore it with that version.`,
    );
  }
  return manifest;
}

interface Inspected {
  schema: number;
  courses: string[];
  classes: number;
  learners: number;
  attempts: number;
}

/** Looks at the database in a folder. @param file what it came from. @throws StoreError when it is not whole. */
export const inspectCopy = (folder: string, file: string): Inspected =>
  inWordsOf(file, () => inspect(folder));

/** @throws Error when the copy is not whole. */
function inspect(folder: string): Inspected {
  const database = new DatabaseSync(path.join(folder, DATABASE), { readOnly: true });
  try {
    const [check] = database.prepare('PRAGMA integrity_check').all();
    if (check?.integrity_check !== 'ok') throw new Error(String(check?.integrity_check).split('\n', 1)[0]);
    const { user_version: schema } = database.prepare('PRAGMA user_version').get() ?? {};
    // Earlier schemas have no classes, and no names of courses.
    const count = (table: string) =>
      database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table)
        ? Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n)
        : 0;
    const isNamed = database
      .prepare("SELECT 1 FROM pragma_table_info('learners') WHERE name = 'course'")
      .get();
    const named = isNamed
      ? database.prepare('SELECT course FROM classes UNION SELECT course FROM learners ORDER BY course').all()
      : [];
    return {
      schema: Number(schema),
      courses: named.map(({ course }) => String(course)).filter((course) => course !== ''),
      classes: count('classes'),
      learners: count('learners'),
      attempts: count('attempts'),
    };
  } finally {
    database.close();
  }
}

/**
 * @param mostCode the highest exit status that counts as success.
 * @param out an open file for what it prints.
 */
async function tar(args: string[], mostCode: number, out?: number): Promise<void> {
  const child = spawn('tar', args, { stdio: ['ignore', out ?? 'ignore', 'pipe'], timeout: PATIENCE });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-LONGEST_COMPLAINT);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === null || code > mostCode)
    throw new StoreError(`tar ended with status ${code ?? 'none'}: ${complaint.trim()}`);
}
