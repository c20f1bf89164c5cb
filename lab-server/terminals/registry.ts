import { randomBytes } from 'node:crypto';
import type { TerminalInfo } from '../../protocol/terminal.ts';
import type { ShellMaker } from '../host-maker/contract.ts';
import type { ShellId } from '../host-maker/methods.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { RecordingShelf } from '../recordings/shelf.ts';
import type { KeptScreen } from './methods.ts';
import type { TerminalSize } from './shared-size.ts';
import { Terminal } from './terminal.ts';
import { TooManyTerminals } from './too-many.ts';
import { Turns } from './turns.ts';

export const MOST_TERMINALS = 8;
/** How long in ms the output of a shell that ended before any window saw it is kept. */
const UNSEEN_FOR = 30_000;

/** The way by which a pty gets into a lab host. */
export type Door = Pick<ShellMaker, 'enter' | 'leave' | 'onLeft'>;

interface Entry {
  id: string;
  learner: string;
  title: string;
  terminal: Terminal;
  shell?: ShellId;
  linger?: NodeJS.Timeout;
}

/** Every terminal of every learner. An id means nothing to another learner. */
export class Terminals {
  readonly #entries = new Map<string, Entry>();
  readonly #turns = new Turns();
  readonly #ringBytes: number | undefined;
  readonly #shelf: RecordingShelf | undefined;
  #door: Door | undefined;
  #unfollow: () => void = () => {};
  /** The exit status of shells that ended before their terminal was known. */
  readonly #early = new Map<ShellId, number>();
  #entering = 0;
  #whenEmpty: (() => void) | undefined;

  /** @param shelf where terminals are recorded; without it they are not recorded. */
  constructor({ ringBytes, shelf }: { ringBytes?: number; shelf?: RecordingShelf } = {}) {
    this.#ringBytes = ringBytes;
    this.#shelf = shelf;
  }

  /** Starts new shells through this door from now on, and listens for the ends of its shells. */
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
    const terminal = new Terminal(size, () => this.#ended(id), this.#ringBytes, this.#turns.of(learner));
    const entry: Entry = { id, learner, title: freeTitle(mine), terminal };
    // The terminal is entered at once, so that it counts while its shell is on its way.
    this.#entries.set(id, entry);
    await this.#enter(entry, this.#door, record ? this.#shelf : undefined);
    return id;
  }

  /** Starts the shell. @throws HostNotReady */
  async #enter(entry: Entry, door: Door, shelf: RecordingShelf | undefined): Promise<void> {
    const { id, learner, terminal } = entry;
    this.#entering++;
    try {
      const shell = await door.enter({ learner, pts: terminal.pts });
      entry.shell = shell;
      terminal.entered(() => door.leave({ shell }));
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

  /** The learner's own terminals, oldest first. */
  list(learner: string): TerminalInfo[] {
    return this.#of(learner).map(({ id, title, terminal }) => ({
      id,
      title,
      ...terminal.size,
      createdAt: terminal.createdAt.toISOString(),
    }));
  }

  /** The terminals of all learners, each learner's oldest first. */
  all(): { learner: string; id: string; title: string }[] {
    return [...this.#entries.values()].map(({ learner, id, title }) => ({ learner, id, title }));
  }

  /**
   * The screens of learners' terminals: of each learner the terminal that printed last.
   * @param seen for each terminal the time of its last output that the asker saw, in ms since 1970. Terminals that have printed nothing since
   * are left out.
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
  addMarker(learner: string, label: string): void {
    for (const { terminal } of this.#of(learner)) terminal.recording?.addMarker(label);
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
    // Its shell has ended already, and nobody wants to see its output any more.
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
