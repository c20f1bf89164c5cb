import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TerminalInfo } from '../../protocol/terminal.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { TerminalKeeper } from './keeper.ts';
import { type KeptScreen, TooManyTerminals } from './registry.ts';
import type { TerminalSize } from './terminal.ts';
import { type FromWeb, ToWeb } from './web-channel.ts';
import type { Drop, Onlooker, Upgrade, Window } from './windows.ts';

/** What a request is without its number. */
type Asked = FromWeb extends infer R ? (R extends { call: number } ? Omit<R, 'call'> : never) : never;

/**
 * The terminals as the web server sees them, which is a child of their process. It hands them the connections of WebSockets whole: what is
 * typed and printed does not pass through the web server, which may end and begin anew meanwhile.
 */
export class RemoteKeeper implements TerminalKeeper {
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #onDrop: (reason: Drop) => void = () => {};
  #onOnlookers: (all: Onlooker[]) => void = () => {};
  #onActive: (learner: string) => void = () => {};
  #next = 0;

  constructor() {
    process.on('message', (message) => this.#hear(ToWeb.parse(message)));
  }

  async open(learner: string, size: TerminalSize, record = true): Promise<string> {
    return (await this.#ask({ ask: 'open', learner, size, record })) as string;
  }

  async list(learner: string): Promise<TerminalInfo[]> {
    return (await this.#ask({ ask: 'list', learner })) as TerminalInfo[];
  }

  async end(learner: string, id: string): Promise<boolean> {
    return (await this.#ask({ ask: 'end', learner, id })) as boolean;
  }

  async count(): Promise<{ terminals: number; windows: number }> {
    return (await this.#ask({ ask: 'count' })) as { terminals: number; windows: number };
  }

  async all(): Promise<{ learner: string; id: string; title: string }[]> {
    return (await this.#ask({ ask: 'all' })) as { learner: string; id: string; title: string }[];
  }

  async screens(learners: string[], seen: Readonly<Record<string, number>>): Promise<KeptScreen[]> {
    return (await this.#ask({ ask: 'screens', learners, seen })) as KeptScreen[];
  }

  pause(learners: string[]): void {
    process.send?.({ ask: 'pause', learners } satisfies FromWeb);
  }

  grant(terminals: string[]): void {
    process.send?.({ ask: 'grant', terminals } satisfies FromWeb);
  }

  mark(learner: string, label: string): void {
    process.send?.({ ask: 'mark', learner, label } satisfies FromWeb);
  }

  show(window: Window, { method, url, headers }: Upgrade, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const message = { ask: 'show', window, upgrade: { method, url, headers }, head: head.toString('base64') };
    process.send?.(message, socket as Socket);
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

  #ask(asked: Asked): Promise<unknown> {
    const call = this.#next++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(call, { resolve, reject });
    process.send?.({ ...asked, call });
    return promise;
  }

  #hear(message: ToWeb): void {
    if ('drop' in message) this.#onDrop(message.drop);
    else if ('onlookers' in message) this.#onOnlookers(message.onlookers);
    else if ('active' in message) this.#onActive(message.active);
    else this.#answered(message);
  }

  #answered(message: Extract<ToWeb, { answer: number }>): void {
    const waiting = this.#waiting.get(message.answer);
    this.#waiting.delete(message.answer);
    if ('error' in message) waiting?.reject(named(message.error.name, message.error.message));
    else waiting?.resolve(message.value);
  }
}

function named(name: string, message: string): Error {
  if (name === 'TooManyTerminals') return new TooManyTerminals(message);
  return name === 'HostNotReady' ? new HostNotReady(message) : new Error(message);
}
