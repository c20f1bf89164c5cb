import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { run } from '../hosts/exec.ts';
import { knownSchema, StoreError } from './migrate.ts';

const DATABASE = 'vethlab.sqlite';
/** Of the data folder, beside the database. */
const FILES = ['cookie-secret', 'recordings', 'grades'];
/** Of the state folder: which scenario each learner has. */
const ASSIGNMENTS = 'assignments.json';
/** ms that packing may take. */
const PATIENCE = 30 * 60_000;

const Manifest = z.object({
  format: z.literal('vethlab-backup'),
  version: z.literal(1),
  at: z.iso.datetime(),
  /** Of the database: how many migrations it had. */
  schema: z.int(),
});
type Manifest = z.infer<typeof Manifest>;

/** What a backup holds. */
export interface BackupInfo {
  at: string;
  classes: number;
  learners: number;
  attempts: number;
  /** Of the file. */
  bytes: number;
}

/**
 * Packs all that a lab server keeps (marks, classes, recordings, the key of its cookies) into one file, for its owner's eyes only. It may
 * run meanwhile: the database is copied as it is at one moment (VACUUM INTO), recordings as far as they are.
 * @throws StoreError
 */
export async function backUp(stateDir: string, file: string): Promise<BackupInfo> {
  const dataDir = path.join(stateDir, 'data');
  const source = path.join(dataDir, DATABASE);
  if (!existsSync(source)) {
    throw new StoreError(
      `${stateDir} has no database yet, so there is nothing to keep; start the lab server once.`,
    );
  }
  const staged = mkdtempSync(path.join(stateDir, 'backup-'));
  try {
    const copy = path.join(staged, DATABASE);
    const database = new DatabaseSync(source);
    try {
      database.exec('PRAGMA busy_timeout = 30000');
      database.prepare('VACUUM INTO ?').run(copy);
    } finally {
      database.close();
    }
    const { schema, ...counts } = inspect(copy);
    const at = new Date().toISOString();
    const manifest: Manifest = { format: 'vethlab-backup', version: 1, at, schema };
    writeFileSync(path.join(staged, 'manifest.json'), JSON.stringify(manifest));
    const packing = [
      ...below(staged, ['manifest.json', DATABASE]),
      ...below(dataDir, FILES),
      ...below(stateDir, [ASSIGNMENTS]),
    ];
    const unfinished = `${file}.unfinished`;
    await tar(['--create', '--gzip', `--file=${unfinished}`, ...packing], 1);
    chmodSync(unfinished, 0o600);
    renameSync(unfinished, file);
    return { at, ...counts, bytes: statSync(file).size };
  } finally {
    rmSync(staged, { recursive: true, force: true });
    rmSync(`${file}.unfinished`, { force: true });
  }
}

/**
 * Puts a backup in the place of what a lab server keeps, which must not run meanwhile. What was there is moved aside.
 * @returns with where that is now; undefined when there was nothing.
 * @throws StoreError, and then nothing has changed.
 */
export async function restore(
  stateDir: string,
  file: string,
): Promise<BackupInfo & { aside: string | undefined }> {
  if (!existsSync(file))
    throw new StoreError(`${file}: there is no such file; name the one that npm run backup wrote.`);
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const staged = mkdtempSync(path.join(stateDir, 'restore-'));
  try {
    await tar(['--extract', '--gzip', `--file=${file}`, `--directory=${staged}`, '--no-same-owner'], 0).catch(
      (error: Error) => {
        throw new StoreError(`${file} is no backup, or is damaged: ${error.message}`);
      },
    );
    const manifest = manifestIn(staged, file);
    const { schema: _, ...counts } = inspect(path.join(staged, DATABASE));
    const dataDir = path.join(stateDir, 'data');
    const aside = existsSync(dataDir)
      ? `${dataDir}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
      : undefined;
    const assignments = path.join(staged, ASSIGNMENTS);
    rmSync(path.join(staged, 'manifest.json'));
    if (existsSync(assignments)) {
      copyFileSync(assignments, path.join(stateDir, ASSIGNMENTS));
      rmSync(assignments);
    }
    if (aside) renameSync(dataDir, aside);
    renameSync(staged, dataDir);
    return { at: manifest.at, ...counts, bytes: statSync(file).size, aside };
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/** Those of the files that are in the folder, as tar's arguments. */
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

/** @throws StoreError when the copy is not whole. */
function inspect(file: string) {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const [check] = database.prepare('PRAGMA integrity_check').all();
    if (check?.integrity_check !== 'ok')
      throw new StoreError(`The database is damaged: ${check?.integrity_check}`);
    const { user_version: schema } = database.prepare('PRAGMA user_version').get() ?? {};
    // Earlier schemas have no classes.
    const count = (table: string) =>
      database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table)
        ? Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n)
        : 0;
    return {
      schema: Number(schema),
      classes: count('classes'),
      learners: count('learners'),
      attempts: count('attempts'),
    };
  } finally {
    database.close();
  }
}

/** @param mostCode the highest exit status that is fine: 1 says that a file changed as it was read. */
async function tar(args: string[], mostCode: number): Promise<void> {
  const { code, stderr } = await run(['tar', ...args], { timeoutMs: PATIENCE });
  if (code > mostCode) throw new StoreError(`tar ended with status ${code}: ${stderr.trim()}`);
}
