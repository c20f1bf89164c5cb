import type { Duplex } from 'node:stream';
import type { TerminalInfo } from '../../protocol/terminal.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { RecordingShelf } from '../recordings/shelf.ts';
import { type KeptScreen, Terminals } from './registry.ts';
import type { TerminalSize } from './terminal.ts';
import { type Drop, type Onlooker, TerminalWindows, type Upgrade, type Window } from './windows.ts';

/** ms in which a learner at work is told of once. */
const ACTIVE_EVERY = 30_000;
/** ms in which the web server hears once of a learner who types. */
const HEARD_EVERY = 5000;

/** The terminals of all learners, as the web server sees them: in this process or in one that outlives it. */
export interface TerminalKeeper {
  /** Opens a terminal on the learner's host, which is recorded where terminals are at all. @throws TooManyTerminals, HostNotReady */
  open(learner: string, size: TerminalSize, record?: boolean): Promise<string>;
  /** The learner's own, oldest first. */
  list(learner: string): Promise<TerminalInfo[]>;
  /** Hangs up one of the learner's terminals; false when they have no such one. */
  end(learner: string, id: string): Promise<boolean>;
  /** Marks this moment in the recordings of a learner's terminals. */
  mark(learner: string, label: string): void;
  /** Takes over the connection of a WebSocket that was let in. */
  show(window: Window, upgrade: Upgrade, socket: Duplex, head: Buffer): void;
  count(): Promise<{ terminals: number; windows: number }>;
  /** Those of all learners, each learner's oldest first. */
  all(): Promise<{ learner: string; id: string; title: string }[]>;
  /** As Terminals.screens says. */
  screens(learners: string[], seen: Readonly<Record<string, number>>): Promise<KeptScreen[]>;
  /** Holds the keystrokes of these learners back, and of no others. */
  pause(learners: string[]): void;
  /** Lets instructors type into these terminals, and no others. */
  grant(terminals: string[]): void;
  /** Hears of each connection that ended before its page closed it. */
  onDrop(listener: (reason: Drop) => void): void;
  /** Hears of all that instructors look at, whenever that changes. */
  onOnlookers(listener: (all: Onlooker[]) => void): void;
  /** Hears of learners who type, some times a minute. */
  onActive(listener: (learner: string) => void): void;
}

/** Keeps them in this process. */
export class LocalKeeper implements TerminalKeeper {
  readonly #terminals: Terminals;
  readonly #windows: TerminalWindows;
  readonly #activeAt = new Map<string, number>();
  #maker: HostMaker | undefined;
  #unfollow: () => void = () => {};
  #onDrop: (reason: Drop) => void = () => {};
  #onOnlookers: (all: Onlooker[]) => void = () => {};
  #onActive: (learner: string) => void = () => {};
  readonly #heardAt = new Map<string, number>();

  /** @param shelf where terminals are recorded; without it they are not. */
  constructor(shelf?: RecordingShelf) {
    this.#terminals = new Terminals(shelf && { shelf });
    this.#windows = new TerminalWindows(this.#terminals, {
      drop: (reason) => this.#onDrop(reason),
      active: (learner) => this.#active(learner),
      onlookers: (all) => this.#onOnlookers(all),
    });
  }

  /** This host-maker from now on: the one before may have been started anew. */
  use(maker: HostMaker): void {
    this.#maker = maker;
    this.#terminals.use(maker);
    this.#unfollow();
    this.#unfollow = maker.onStatus((learner, { state }) => {
      // Shells die with their host; this ends what is left of their terminals.
      if (state === 'resetting' || state === 'failed') this.#terminals.endAll(learner);
    });
  }

  open(learner: string, size: TerminalSize, record?: boolean): Promise<string> {
    return this.#terminals.open(learner, size, record);
  }

  async list(learner: string): Promise<TerminalInfo[]> {
    return this.#terminals.list(learner);
  }

  async end(learner: string, id: string): Promise<boolean> {
    return this.#terminals.end(learner, id);
  }

  mark(learner: string, label: string): void {
    this.#terminals.mark(learner, label);
  }

  show(window: Window, upgrade: Upgrade, socket: Duplex, head: Buffer): void {
    this.#windows.show(window, upgrade, socket, head);
  }

  async count(): Promise<{ terminals: number; windows: number }> {
    return { terminals: this.#terminals.count, windows: this.#windows.count };
  }

  async all(): Promise<{ learner: string; id: string; title: string }[]> {
    return this.#terminals.all();
  }

  screens(learners: string[], seen: Readonly<Record<string, number>>): Promise<KeptScreen[]> {
    return this.#terminals.screens(learners, seen);
  }

  pause(learners: string[]): void {
    this.#windows.pause(learners);
  }

  grant(terminals: string[]): void {
    this.#windows.grant(terminals);
  }

  onDrop(listener: (reason: Drop) => void): void {
    this.#onDrop = listener;
  }

  onOnlookers(listener: (all: Onlooker[]) => void): void {
    this.#onOnlookers = listener;
  }

  onActive(listener: (learner: string) => void): void {
    this.#onActive = listener;
  }

  /** Tells windows to come back later, hangs up every shell and waits until they have ended. */
  async close(): Promise<void> {
    await this.#windows.close();
    await this.#terminals.close();
    this.#unfollow();
  }

  #active(learner: string): void {
    const now = Date.now();
    if (now - (this.#heardAt.get(learner) ?? 0) >= HEARD_EVERY) {
      this.#heardAt.set(learner, now);
      this.#onActive(learner);
    }
    if (now - (this.#activeAt.get(learner) ?? 0) < ACTIVE_EVERY) return;
    this.#activeAt.set(learner, now);
    this.#maker?.active(learner);
  }
}
