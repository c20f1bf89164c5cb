import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BackupNow } from '../../protocol/backup.ts';
import { CopyError, type CopyPlace } from '../common/copy-place.ts';
import { diskOf, LITTLE_DISK } from '../common/disk-room.ts';
import { inWords } from '../common/room.ts';
import { within } from '../common/within.ts';
import { EngineError } from '../hosts/engines/contract.ts';
import { StoreError } from '../store/migrate.ts';
import { chosenEngine } from './engine.ts';
import { folders } from './folders.ts';
import { SetupError } from './setup-error.ts';

/** The word in BACKUP_TO for the workers of the engine. */
const TO_WORKERS = 'workers';
/** As many of the newest copies stay, */
const NEWEST = 10;
/** and of as many days before them the last one of each. */
const DAYS = 7;
/** ms until the next try after one that failed, if BACKUP_EVERY is longer. */
const AGAIN = 60_000;
/** ms that stopping waits for a copy that is under way. */
const GRACE = 3_000;

const NAME = /^vethlab-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.tar\.gz$/;

/** The name of a copy that is made at this time; later ones are later in the alphabet. */
export const copyName = (at: Date): string =>
  `vethlab-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.tar.gz`;

/** When a copy of this name was made; undefined if it is not the name of one. */
function madeAt(name: string): Date | undefined {
  const [, day, hour, minute, second] = NAME.exec(name) ?? [];
  return day === undefined ? undefined : new Date(`${day}T${hour}:${minute}:${second}Z`);
}

/** Those that are copies, the newest first. */
export const newestFirst = (names: readonly string[]): string[] =>
  names.filter((name) => madeAt(name)).toSorted((a, b) => (a < b ? 1 : -1));

/** The copies that go: all but the newest, and the last one of each of the days before. */
export function expired(names: readonly string[]): string[] {
  const [kept, older] = [newestFirst(names).slice(0, NEWEST), newestFirst(names).slice(NEWEST)];
  const dayOf = (name: string) => name.slice(0, 'vethlab-2026-01-01'.length);
  const days = new Set(kept.map(dayOf));
  const most = days.size + DAYS;
  return older.filter((name) => {
    if (days.has(dayOf(name)) || days.size >= most) return true;
    days.add(dayOf(name));
    return false;
  });
}

/** Copies in a folder of this machine. It has to be there: a disk that is not plugged in is not replaced by a folder of its name. */
export function folderPlace(folder: string): CopyPlace {
  const there = () => {
    if (!existsSync(folder) || !statSync(folder).isDirectory())
      throw new CopyError(`there is no folder ${folder}; make it, or plug in the disk that it is on`);
    return folder;
  };
  return {
    words: `the folder ${folder}`,
    list: async () => readdirSync(there()),
    async put(name, write) {
      const { free } = diskOf(there());
      const [last] = newestFirst(readdirSync(folder));
      const wanted = LITTLE_DISK + (last === undefined ? 0 : statSync(path.join(folder, last)).size);
      if (free < wanted)
        throw new CopyError(
          `the disk of ${folder} has ${inWords(free)} free, and a copy takes ${inWords(wanted)}; make room there`,
        );
      // Those that a lab server was killed at.
      for (const one of readdirSync(folder).filter((file) => madeAt(file.replace(/\.unfinished$/, ''))))
        if (one.endsWith('.unfinished')) rmSync(path.join(folder, one));
      await write(path.join(folder, name));
    },
    use: (name, work) => work(path.join(there(), name)),
    remove: async (name) => rmSync(path.join(there(), name), { force: true }),
  };
}

/** The place that BACKUP_TO names. @throws SetupError */
export async function copyPlace(to: string): Promise<CopyPlace> {
  if (to !== TO_WORKERS) return folderPlace(path.resolve(to));
  const { kind, settings } = chosenEngine();
  if (!kind.copies)
    throw new SetupError(`BACKUP_TO=${TO_WORKERS} takes an ENGINE with workers; it is ${kind.name}.`);
  return kind.copies({ settings, folders });
}

/**
 * Restores from the newest copy of where BACKUP_TO says. One that is not whole is passed over, and said.
 * @param restore restores from a file. @throws SetupError when there is none
 */
export async function restoreNewest<T>(
  to: string | undefined,
  restore: (file: string) => Promise<T>,
): Promise<{ name: string; done: T; passedOver: string[] }> {
  if (to === undefined)
    throw new SetupError(
      'BACKUP_TO is not set, so it is not known where copies are; set it, or name a file.',
    );
  try {
    const place = await copyPlace(to);
    const passedOver: string[] = [];
    for (const name of newestFirst(await place.list())) {
      try {
        return { name, done: await place.use(name, restore), passedOver };
      } catch (error) {
        if (!(error instanceof StoreError || error instanceof CopyError)) throw error;
        passedOver.push(`${name} could not be restored: ${error.message}`);
      }
    }
    throw new SetupError([...passedOver, `There is no copy to restore in ${place.words}.`].join('\n'));
  } catch (error) {
    throw error instanceof EngineError || error instanceof CopyError ? new SetupError(error.message) : error;
  }
}

interface Parts {
  place: CopyPlace;
  /** ms between two copies. */
  every: number;
  stateDir: string;
  /** Writes a copy to a file. */
  write(file: string): Promise<unknown>;
  /** For the operator, when copies fail and when they are made again. */
  say(text: string): void;
}

/** Keeps making copies of what the lab server keeps, while it runs. Nothing is copied when nothing has changed since. */
export class Copies {
  readonly #parts: Parts;
  readonly #closed = new AbortController();
  readonly #listeners = new Set<(now: BackupNow) => void>();
  #now: BackupNow;
  #done: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#now = { to: parts.place.words, at: null, problem: null };
  }

  begin(): void {
    this.#done = this.#keep();
  }

  /** Calls `take` with what became of the last copy, and of each that follows. */
  follow(take: (now: BackupNow) => void): void {
    this.#listeners.add(take);
    take(this.#now);
  }

  /** A copy that is nearly made is finished. */
  async close(): Promise<void> {
    this.#closed.abort();
    await within(GRACE, this.#done ?? Promise.resolve(), () => {});
  }

  async #keep(): Promise<void> {
    const { every, say, place } = this.#parts;
    const { signal } = this.#closed;
    while (!signal.aborted) {
      try {
        await this.#copy();
        if (this.#now.problem !== null) say(`Backups to ${place.words} are made again.`);
        this.#become({ problem: null });
      } catch (error) {
        const problem = (error as Error).message;
        if (problem !== this.#now.problem) say(`No backup could be made: ${problem}.`);
        this.#become({ problem });
      }
      const pause = this.#now.problem === null ? every : Math.min(every, AGAIN);
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #copy(): Promise<void> {
    const { place, stateDir, write } = this.#parts;
    const [last] = newestFirst(await place.list());
    const lastAt = last === undefined ? undefined : madeAt(last);
    if (lastAt) this.#become({ at: lastAt.toISOString() });
    const at = new Date();
    // Names have whole seconds.
    if (lastAt && (await changedAt(stateDir)) < lastAt.getTime()) return;
    await place.put(copyName(at), write);
    this.#become({ at: at.toISOString() });
    for (const name of expired(await place.list())) await place.remove(name);
  }

  #become(news: Partial<BackupNow>): void {
    this.#now = { ...this.#now, ...news };
    for (const take of this.#listeners) take(this.#now);
  }
}

/** When something of what a backup has was changed last, in ms since 1970. It follows no link. */
async function changedAt(stateDir: string): Promise<number> {
  const data = path.join(stateDir, 'data');
  const top = ['vethlab.sqlite', 'vethlab.sqlite-wal'].map((name) => path.join(data, name));
  const below = await Promise.all(
    ['recordings', 'grades'].map(async (name) => {
      const all = await readdir(path.join(data, name), { withFileTypes: true, recursive: true }).catch(
        () => [],
      );
      return all.map((one) => path.join(one.parentPath, one.name));
    }),
  );
  let newest = 0;
  for (const file of [...top, path.join(stateDir, 'assignments.json'), ...below.flat()]) {
    const { mtimeMs } = await lstat(file).catch(() => ({ mtimeMs: 0 }));
    newest = Math.max(newest, mtimeMs);
  }
  return newest;
}
