import { randomBytes } from 'node:crypto';
import type { TerminalInfo } from '../../protocol/terminal.ts';
import type { ShellCommand } from '../hosts/contract.ts';
import { Terminal, type TerminalSize } from './terminal.ts';

export const MOST_TERMINALS = 8;
/** How long in ms a shell that ended before any window saw it can still be asked what it said. */
const UNSEEN_FOR = 30_000;

interface Entry {
  id: string;
  learner: string;
  title: string;
  terminal: Terminal;
  linger?: NodeJS.Timeout;
}

/** A learner has as many terminals as they may. */
export class TooManyTerminals extends Error {
  override name = 'TooManyTerminals';
}

/** Every terminal of every learner. Ids mean nothing to another learner. */
export class Terminals {
  readonly #entries = new Map<string, Entry>();
  readonly #ringBytes: number | undefined;
  #whenEmpty: (() => void) | undefined;

  constructor(ringBytes?: number) {
    this.#ringBytes = ringBytes;
  }

  /** Terminals of all learners. */
  get count(): number {
    return this.#entries.size;
  }

  /** @throws TooManyTerminals */
  open(learner: string, shell: ShellCommand, size: TerminalSize): string {
    const mine = this.#of(learner);
    if (mine.length >= MOST_TERMINALS) {
      throw new TooManyTerminals(
        `You have ${MOST_TERMINALS} terminals open, the most there can be; close one first.`,
      );
    }
    const id = randomBytes(12).toString('base64url');
    const terminal = new Terminal(shell, size, () => this.#ended(id), this.#ringBytes);
    this.#entries.set(id, { id, learner, title: freeTitle(mine), terminal });
    return id;
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
