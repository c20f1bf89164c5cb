import type { Duplex } from 'node:stream';
import { HostNotReady } from '../hosts/contract.ts';
import type { Upgrade, Window } from '../terminals/hand-over.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';
import type { TerminalsTable } from '../terminals/methods.ts';
import type { Events, Methods, Notes } from '../wire/table.ts';
import type { Roster } from './roster.ts';

type Does = Methods<TerminalsTable>;
type Given<M extends keyof Does> = Parameters<Does[M]>;
type Told<N extends keyof TerminalsTable['notes']> = Parameters<Notes<TerminalsTable>[N]>[0];
type Heard = Events<TerminalsTable>;
type Onlookers = Parameters<Heard['onlookers']>[0]['all'];

/** The terminals of all workers as one: each question goes to the worker with the learner's host, or to all. */
export class PlacedTerminals implements TerminalKeeper {
  readonly #roster: Roster;
  /** What a worker has to be told again when it was away. */
  #paused: Told<'pause'> = { learners: [] };
  #granted: Told<'grant'> = { grants: [] };
  /** Browsers' connections. */
  readonly #windows = new Set<Duplex>();
  readonly #onlookers = new Map<string, Onlookers>();
  readonly #listeners: { [E in keyof Heard]: Set<Heard[E]> } = {
    drop: new Set(),
    onlookers: new Set(),
    active: new Set(),
  };

  constructor(roster: Roster) {
    this.#roster = roster;
    roster.listen({
      up: (worker) => {
        const { terminals } = roster.link(worker);
        terminals.pause(this.#paused);
        terminals.grant(this.#granted);
      },
      drop: (news) => this.#listeners.drop.forEach((hear) => void hear(news)),
      active: (news) => this.#listeners.active.forEach((hear) => void hear(news)),
      onlookers: (worker, some) => {
        this.#onlookers.set(worker, some);
        const all = [...this.#onlookers.values()].flat();
        for (const hear of this.#listeners.onlookers) hear({ all });
      },
    });
  }

  open = async (...[asked, how]: Given<'open'>) => this.#of(asked.learner).terminals.open(asked, how);

  async list(...[{ learner }, how]: Given<'list'>): ReturnType<Does['list']> {
    return (await this.#roster.linkOf(learner)?.terminals.list({ learner }, how)) ?? [];
  }

  async end(...[asked, how]: Given<'end'>): Promise<boolean> {
    return (await this.#roster.linkOf(asked.learner)?.terminals.end(asked, how)) ?? false;
  }

  async count(): ReturnType<Does['count']> {
    const all = await this.#all((one) => one.count());
    const sum = (what: 'terminals' | 'windows') => all.reduce((total, one) => total + one[what], 0);
    return { terminals: sum('terminals'), windows: sum('windows') };
  }

  all = async () => (await this.#all((one) => one.all())).flat();
  screens = async (...[asked]: Given<'screens'>) => (await this.#all((one) => one.screens(asked))).flat();
  rights = async () => [...new Set((await this.#all((one) => one.rights())).flat())];

  addMarker(marker: Told<'addMarker'>): void {
    const link = this.#roster.linkOf(marker.learner);
    if (link?.isUp) link.terminals.addMarker(marker);
  }

  pause(paused: Told<'pause'>): void {
    this.#paused = paused;
    for (const [, { terminals }] of this.#roster.up) terminals.pause(paused);
  }

  grant(granted: Told<'grant'>): void {
    this.#granted = granted;
    for (const [, { terminals }] of this.#roster.up) terminals.grant(granted);
  }

  revoke(revoked: Told<'revoke'>): void {
    for (const [, { terminals }] of this.#roster.up) terminals.revoke(revoked);
  }

  on<E extends keyof Heard>(event: E, listener: Heard[E]): void {
    this.#listeners[event].add(listener);
  }

  /** @throws HostNotReady */
  show(window: Window, upgrade: Upgrade, socket: Duplex, head: Buffer): void {
    const link = this.#of(window.learner);
    this.#windows.add(socket);
    socket.once('close', () => this.#windows.delete(socket));
    link.show(window, upgrade, socket, head);
  }

  /** Ends the connections of all windows, which pass through this process. The terminals go on. */
  hangUp(): void {
    for (const one of this.#windows) one.destroy();
  }

  /** @throws HostNotReady */
  #of(learner: string) {
    const link = this.#roster.linkOf(learner);
    if (!link) throw new HostNotReady('There is no lab host yet; load the page again.');
    return link;
  }

  /** The answers of all workers that can be asked. One that goes away meanwhile has none. */
  async #all<T>(ask: (terminals: Does) => Promise<T>): Promise<T[]> {
    const answers = await Promise.allSettled(this.#roster.up.map(([, { terminals }]) => ask(terminals)));
    return answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }
}
