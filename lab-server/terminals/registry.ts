import { randomBytes } from 'node:crypto';
import type { TerminalInfo } from '../../protocol/terminal.ts';
import type { HostMaker, ShellId } from '../host-maker/contract.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { RecordingShelf } from '../recordings/shelf.ts';
import { Terminal, type TerminalSize } from './terminal.ts';

export const MOST_TERMINALS = 8;
/** How long in ms a shell that ended before any window saw it can still be asked what it said. */
const UNSEEN_FOR = 30_000;

/** What lets a pty into a lab host. */
export type Door = Pick<HostMaker, 'enter' | 'leave' | 'onLeft'>;

interface Entry {
  id: string;
  learner: string;
  title: string;
  terminal: Terminal;
  shell?: ShellId;
  linger?: NodeJS.Timeout;
}

/** What a terminal shows. `at` is when it printed last, in ms since 1970. */
export interface KeptScreen {
  learner: string;
  terminal: string;
  cols: number;
  rows: number;
  lines: string[];
  at: number;
}

/** A learner has as many terminals as they may. */
export class TooManyTerminals extends Error {
  override name = 'TooManyTerminals';
}

/** Every terminal of every learner. Ids mean nothing to another learner. */
export class Terminals {
  readonly #entries = new Map<string, Entry>();
  readonly #ringBytes: number | undefined;
  readonly #shelf: RecordingShelf | undefined;
  #door: Door | undefined;
  #unfollow: () => void = () => {};
  /** Shells that ended before it was known whose they are, with their exit status. */
  readonly #early = new Map<ShellId, number>();
  #entering = 0;
  #whenEmpty: (() => void) | undefined;

  /** @param shelf where they are recorded; without it they are not. */
  constructor({ ringBytes, shelf }: { ringBytes?: number; shelf?: RecordingShelf } = {}) {
    this.#ringBytes = ringBytes;
    this.#shelf = shelf;
  }

  /** New shells are started through this door from now on, and the ends of its shells are heard of. */
  use(door: Door): void {
    this.#unfollow();
    this.#door = door;
    this.#unfollow = door.onLeft((shell, code) => this.#left(shell, code));
  }

  /** Terminals of all learners. */
  get count(): number {
    return this.#entries.size;
  }

  /** @throws TooManyTerminals, HostNotReady */
  async open(learner: string, size: TerminalSize, record = true): Promise<string> {
    const mine = this.#of(learner);
    if (mine.length >= MOST_TERMINALS) {
      throw new TooManyTerminals(
        `You have ${MOST_TERMINALS} terminals open, the most there can be; close one first.`,
      );
    }
    if (!this.#door) throw new HostNotReady('The lab server is starting again; try again in a moment.');
    const id = randomBytes(12).toString('base64url');
    const terminal = new Terminal(size, () => this.#ended(id), this.#ringBytes);
    const entry: Entry = { id, learner, title: freeTitle(mine), terminal };
    // At once, so that it counts while its shell is on its way.
    this.#entries.set(id, entry);
    await this.#enter(entry, this.#door, record ? this.#shelf : undefined);
    return id;
  }

  /** Starts the shell. @throws HostNotReady */
  async #enter(entry: Entry, door: Door, shelf: RecordingShelf | undefined): Promise<void> {
    const { id, learner, terminal } = entry;
    this.#entering++;
    try {
      const shell = await door.enter(learner, terminal.pts);
      entry.shell = shell;
      terminal.entered(() => door.leave(shell));
      const start = { ...terminal.size, title: entry.title, at: Date.now() };
      terminal.recordTo(shelf?.begin(learner, id, start));
      const code = this.#early.get(shell);
      if (code !== undefined) terminal.left(code);
    } catch (error) {
      terminal.left(0);
      terminal.end();
      this.#remove(id);
      throw error;
    } finally {
      this.#entering--;
      if (this.#entering === 0) this.#early.clear();
    }
  }

  /** Undefined when there is none, or it is another learner's. */
  find(learner: string, id: string): Terminal | undefined {
    const entry = this.#entries.get(id);
    return entry?.learner === learner ? entry.terminal : undefined;
  }

  /** The learner's own, oldest first. */
  list(learner: string): TerminalInfo[] {
    return this.#of(learner).map(({ id, title, terminal }) => ({
      id,
      title,
      ...terminal.size,
      createdAt: terminal.createdAt.toISOString(),
    }));
  }

  /** Those of all learners, each learner's oldest first. */
  all(): { learner: string; id: string; title: string }[] {
    return [...this.#entries.values()].map(({ learner, id, title }) => ({ learner, id, title }));
  }

  /**
   * What learners' terminals show, of each learner the one that printed last.
   * @param seen ms since 1970 when each terminal had printed last as the asker saw it: those that have not since are left out.
   */
  async screens(learners: readonly string[], seen: Readonly<Record<string, number>>): Promise<KeptScreen[]> {
    const screens: KeptScreen[] = [];
    for (const learner of learners) {
      const newest = this.#of(learner).reduce<Entry | undefined>(
        (a, b) => (a && a.terminal.printedAt >= b.terminal.printedAt ? a : b),
        undefined,
      );
      const at = newest?.terminal.printedAt ?? 0;
      if (!newest || seen[newest.id] === at) continue;
      const lines = await newest.terminal.text();
      screens.push({ learner, terminal: newest.id, ...newest.terminal.size, lines, at });
    }
    return screens;
  }

  /** Marks this moment in the recordings of a learner's terminals. */
  mark(learner: string, label: string): void {
    for (const { terminal } of this.#of(learner)) terminal.recording?.mark(label);
  }

  /** Hangs up one of the learner's shells; false when they have no such terminal. */
  end(learner: string, id: string): boolean {
    const entry = this.#entries.get(id);
    if (entry?.learner !== learner) return false;
    this.#end(entry);
    return true;
  }

  /** Hangs up all of a learner's shells, for instance because their host goes away. */
  endAll(learner: string): void {
    for (const entry of this.#of(learner)) this.#end(entry);
  }

  /** Hangs up every shell and waits until they have ended. */
  async close(): Promise<void> {
    for (const entry of this.#entries.values()) this.#end(entry);
    if (this.#entries.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenEmpty = resolve;
    });
  }

  #left(shell: ShellId, code: number): void {
    const entry = [...this.#entries.values()].find((one) => one.shell === shell);
    if (entry) entry.terminal.left(code);
    else if (this.#entering > 0) this.#early.set(shell, code);
  }

  #of(learner: string): Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.learner === learner);
  }

  #end({ id, terminal, linger }: Entry): void {
    // Its shell has ended already; nobody wants to see any more what it said.
    if (linger) this.#remove(id);
    else terminal.end();
  }

  #ended(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (entry.terminal.wasShown || this.#whenEmpty) this.#remove(id);
    else entry.linger = setTimeout(() => this.#remove(id), UNSEEN_FOR);
  }

  #remove(id: string): void {
    clearTimeout(this.#entries.get(id)?.linger);
    this.#entries.delete(id);
    if (this.#entries.size === 0) this.#whenEmpty?.();
  }
}

/** "Terminal N" with the smallest number not in use. */
function freeTitle(entries: readonly { title: string }[]): string {
  const used = new Set(entries.map((entry) => entry.title));
  let number = 1;
  while (used.has(`Terminal ${number}`)) number++;
  return `Terminal ${number}`;
}
