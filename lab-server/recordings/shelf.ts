import { type Dirent, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { RecordingInfo } from '../../protocol/recording.ts';
import { TerminalId } from '../../protocol/terminal.ts';
import type { CastStart } from './cast.ts';
import { Recording } from './recording.ts';

/** Most bytes of all recordings of one learner. The oldest make room for a new one. */
const MOST_OF_ONE = 64 * 1024 * 1024;
/** Bytes in which a header surely ends. */
const HEADER = 1024;

const Header = z.object({ version: z.literal(3), timestamp: z.number(), title: z.string() });

/** All learners' recordings: a folder for each, a file for each terminal. */
export class RecordingShelf {
  readonly #folder: string;

  constructor(dataDir: string) {
    this.#folder = path.join(dataDir, 'recordings');
  }

  /** Begins to record a terminal. Undefined when there is no room for it. */
  begin(learner: string, id: string, start: CastStart): Recording | undefined {
    try {
      mkdirSync(this.#of(learner), { recursive: true, mode: 0o700 });
      this.#makeRoom(learner);
      return new Recording(this.#file(learner, id), start);
    } catch {
      return undefined;
    }
  }

  /** Newest first. @param open ids of the learner's terminals that are open. */
  async list(learner: string, open: ReadonlySet<string>): Promise<RecordingInfo[]> {
    const found = await Promise.all(this.#files(learner).map((file) => infoOf(file, open)));
    return found.filter((info) => info !== undefined).sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  }

  /** The file of a learner's recording. Undefined when they have no such recording. */
  find(learner: string, id: string): string | undefined {
    if (!TerminalId.safeParse(id).success) return undefined;
    const file = this.#file(learner, id);
    return existsSync(file) ? file : undefined;
  }

  /** False when the learner has no such recording. */
  remove(learner: string, id: string): boolean {
    const file = this.find(learner, id);
    if (file) rmSync(file);
    return file !== undefined;
  }

  /** Gives all recordings of one learner to another. */
  move(from: string, to: string): void {
    for (const file of this.#files(from)) {
      mkdirSync(this.#of(to), { recursive: true, mode: 0o700 });
      renameSync(file, path.join(this.#of(to), path.basename(file)));
    }
  }

  /** Removes all recordings of a learner. Returns how many there were. */
  removeAll(learner: string): number {
    const { length } = this.#files(learner);
    rmSync(this.#of(learner), { recursive: true, force: true });
    return length;
  }

  /** Removes recordings to which nothing was added since `before`, in ms since 1970. Returns how many there were. */
  expire(learner: string, before: number): number {
    const old = this.#files(learner).filter((file) => statSync(file).mtimeMs < before);
    for (const file of old) rmSync(file, { force: true });
    return old.length;
  }

  #of(learner: string): string {
    return path.join(this.#folder, learner);
  }

  #file(learner: string, id: string): string {
    return path.join(this.#of(learner), `${id}.cast`);
  }

  #files(learner: string): string[] {
    let entries: Dirent[];
    try {
      entries = readdirSync(this.#of(learner), { withFileTypes: true });
    } catch {
      return []; // nothing was recorded yet
    }
    return entries
      .filter(({ name }) => name.endsWith('.cast'))
      .map(({ name }) => path.join(this.#of(learner), name));
  }

  #makeRoom(learner: string): void {
    const oldest = this.#files(learner)
      .map((file) => ({ file, ...statSync(file) }))
      .sort((a, b) => a.mtimeMs - b.mtimeMs);
    let bytes = oldest.reduce((sum, { size }) => sum + size, 0);
    for (const { file, size } of oldest) {
      if (bytes <= MOST_OF_ONE) return;
      rmSync(file);
      bytes -= size;
    }
  }
}

async function infoOf(file: string, open: ReadonlySet<string>): Promise<RecordingInfo | undefined> {
  try {
    const { size, mtimeMs } = statSync(file);
    const { timestamp, title } = Header.parse(JSON.parse(await firstLine(file)));
    const id = path.basename(file, '.cast');
    const seconds = Math.max(0, Math.round(mtimeMs / 1000 - timestamp));
    const startedAt = new Date(timestamp * 1000).toISOString();
    return { id, title, startedAt, seconds, bytes: size, live: open.has(id) };
  } catch {
    return undefined; // it is gone meanwhile, or was not made by us
  }
}

async function firstLine(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER), 0, HEADER, 0);
    return buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '';
  } finally {
    await handle.close();
  }
}
