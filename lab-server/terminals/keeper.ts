import type { Duplex } from 'node:stream';
import type { z } from 'zod';
import type { TerminalInfo } from '../../protocol/terminal.ts';
import type { Refused } from '../common/refused.ts';
import type { ShellMaker } from '../host-maker/contract.ts';
import type { RecordingShelf } from '../recordings/shelf.ts';
import type { Events, Methods, Notes } from '../wire/table.ts';
import type { Upgrade, Window } from './hand-over.ts';
import type { KeptScreen, TerminalsTable } from './methods.ts';
import { Terminals } from './registry.ts';
import { TerminalWindows } from './windows.ts';

/** The host-maker is told of a learner at work once within this many ms. */
const ACTIVE_EVERY = 30_000;
/** The web server is told of a learner who types once within this many ms. */
const HEARD_EVERY = 5000;

/** The terminals of all learners as the web server sees them: the functions of their table, answered in this process or in one that outlives it. */
export interface TerminalKeeper extends Methods<TerminalsTable>, Notes<TerminalsTable> {
  /** Takes over the connection of a WebSocket that was let in. */
  show(window: Window, upgrade: Upgrade, socket: Duplex, head: Buffer): void;
  /** Hears of each event of that name. */
  on<E extends keyof Heard>(event: E, listener: Heard[E]): void;
}

type Heard = Events<TerminalsTable>;
/** The parameters of a method or note of the table. */
type Asked<M extends keyof TerminalsTable['methods']> = z.infer<TerminalsTable['methods'][M]['request']>;
type Told<N extends keyof TerminalsTable['notes']> = z.infer<TerminalsTable['notes'][N]>;

interface Parts {
  /** Answers on a connection that becomes no window, and hangs up. */
  refuse(socket: Duplex, why: Refused): void;
  /** Where terminals are recorded. Without it they are not recorded. */
  shelf?: RecordingShelf;
}

/** Keeps them in this process. */
export class LocalKeeper implements TerminalKeeper {
  readonly #terminals: Terminals;
  readonly #windows: TerminalWindows;
  readonly #activeAt = new Map<string, number>();
  #maker: ShellMaker | undefined;
  #unfollow: () => void = () => {};
  readonly #heard: Partial<Heard> = {};
  readonly #heardAt = new Map<string, number>();

  constructor({ refuse, shelf }: Parts) {
    this.#terminals = new Terminals(shelf && { shelf });
    this.#windows = new TerminalWindows(this.#terminals, {
      drop: (reason) => this.#heard.drop?.({ reason }),
      active: (learner) => this.#active(learner),
      onlookers: (all) => this.#heard.onlookers?.({ all }),
      refuse,
    });
  }

  /** Uses this host-maker from now on, since the host-maker may have been started anew. */
  use(maker: ShellMaker): void {
    this.#maker = maker;
    this.#terminals.use(maker);
    this.#unfollow();
    this.#unfollow = maker.onStatus((learner, { state }) => {
      // Shells die with their host. This ends their terminals too.
      if (['resetting', 'resting', 'at-rest', 'failed'].includes(state)) this.#terminals.endAll(learner);
    });
  }

  open({ learner, size, record }: Asked<'open'>): Promise<string> {
    return this.#terminals.open(learner, size, record);
  }

  async list({ learner }: Asked<'list'>): Promise<TerminalInfo[]> {
    return this.#terminals.list(learner);
  }

  async end({ learner, id }: Asked<'end'>): Promise<boolean> {
    return this.#terminals.end(learner, id);
  }

  addMarker({ learner, label }: Told<'addMarker'>): void {
    this.#terminals.addMarker(learner, label);
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

  screens({ learners, seen }: Asked<'screens'>): Promise<KeptScreen[]> {
    return this.#terminals.screens(learners, seen);
  }

  pause({ learners }: Told<'pause'>): void {
    this.#windows.pause(learners);
  }

  grant({ grants }: Told<'grant'>): void {
    this.#windows.grant(grants);
  }

  async rights(): Promise<string[]> {
    return this.#windows.rights;
  }

  revoke({ rights }: Told<'revoke'>): void {
    this.#windows.revoke(rights);
  }

  on<E extends keyof Heard>(event: E, listener: Heard[E]): void {
    this.#heard[event] = listener;
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
      this.#heard.active?.({ learner });
    }
    if (now - (this.#activeAt.get(learner) ?? 0) < ACTIVE_EVERY) return;
    this.#activeAt.set(learner, now);
    this.#maker?.active({ learner });
  }
}
