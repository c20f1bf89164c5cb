import { connect, type Socket } from 'node:net';
import { ObserveError } from '../../checkers/define.ts';
import { HostStatus } from '../../protocol/host.ts';
import type { ExerciseScript } from '../grading/exercise-script.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { HostMaker, MarkedMap, ShellId } from './contract.ts';
import { JsonLines } from './lines.ts';
import { FromHostMaker, type FromOrdinary, type Request } from './messages.ts';
import type { Role } from './server.ts';

/** Bytes of one answer: facts of a host may hold what 8 MiB of a command's output were parsed into. */
const LONGEST = 32 * 2 ** 20;

/** A request without its number. */
type Asked = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;
type Order = Extract<FromHostMaker, { say: 'serve' }>;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface Parts {
  /** The host-maker's socket. */
  file: string;
  role: Role;
  onOrder?(order: Order): void;
  onClose?(): void;
}

/** The host-maker as those see it who are not root. It lasts as long as its connection. */
export class RemoteHostMaker implements HostMaker {
  readonly #socket: Socket;
  readonly #lines: JsonLines;
  readonly #waiting = new Map<number, Waiting>();
  readonly #statuses = new Map<string, HostStatus>();
  readonly #statusListeners = new Set<(learner: string, status: HostStatus) => void>();
  readonly #leftListeners = new Set<(shell: ShellId, code: number) => void>();
  #next = 0;

  private constructor(socket: Socket, { role, onOrder, onClose }: Parts) {
    this.#socket = socket;
    this.#lines = new JsonLines(socket, LONGEST, (value) => this.#hear(FromHostMaker.parse(value), onOrder));
    socket.once('close', () => {
      for (const { reject } of this.#waiting.values()) {
        reject(new HostNotReady('The lab server is starting again; try again in a moment.'));
      }
      this.#waiting.clear();
      onClose?.();
    });
    this.tell({ ask: 'hello', role });
  }

  /** @throws Error when nobody listens there. */
  static async connect(parts: Parts): Promise<RemoteHostMaker> {
    const socket = connect(parts.file);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new RemoteHostMaker(socket, parts);
  }

  async ensure(learner: string): Promise<HostStatus> {
    return this.#isNow(learner, await this.#ask({ ask: 'ensure', learner }));
  }

  async reset(learner: string): Promise<HostStatus> {
    return this.#isNow(learner, await this.#ask({ ask: 'reset', learner }));
  }

  async release(learner: string): Promise<void> {
    await this.#ask({ ask: 'release', learner });
    this.#statuses.delete(learner);
  }

  async script(learner: string, exercise: string, script: ExerciseScript): Promise<void> {
    await this.#ask({ ask: 'script', learner, exercise, script });
  }

  status(learner: string): HostStatus | undefined {
    return this.#statuses.get(learner);
  }

  observe(learner: string, exercise: string, watching = false): Promise<unknown> {
    return this.#ask({ ask: 'observe', learner, exercise, watching });
  }

  async map(learner: string, seen: string): Promise<MarkedMap | undefined> {
    return ((await this.#ask({ ask: 'map', learner, seen })) ?? undefined) as MarkedMap | undefined;
  }

  async enter(learner: string, pts: number): Promise<ShellId> {
    return (await this.#ask({ ask: 'enter', learner, pts })) as ShellId;
  }

  leave(shell: ShellId): void {
    this.tell({ ask: 'leave', shell });
  }

  async spares(): Promise<number> {
    return (await this.#ask({ ask: 'spares' })) as number;
  }

  active(learner: string): void {
    this.tell({ ask: 'active', learner });
  }

  onStatus(listener: (learner: string, status: HostStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  onLeft(listener: (shell: ShellId, code: number) => void): () => void {
    this.#leftListeners.add(listener);
    return () => this.#leftListeners.delete(listener);
  }

  tell(message: Exclude<FromOrdinary, Request>): void {
    this.#lines.send(message);
  }

  close(): void {
    this.#socket.end();
  }

  #ask(request: Asked): Promise<unknown> {
    const id = this.#next++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (!this.#socket.writable) {
      reject(new HostNotReady('The lab server is starting again; try again in a moment.'));
      return promise;
    }
    this.#waiting.set(id, { resolve, reject });
    this.#lines.send({ ...request, id });
    return promise;
  }

  #hear(message: FromHostMaker, onOrder?: (order: Order) => void): void {
    switch (message.say) {
      case 'answer':
      case 'error': {
        const waiting = this.#waiting.get(message.id);
        this.#waiting.delete(message.id);
        if (message.say === 'answer') waiting?.resolve(message.value);
        else waiting?.reject(named(message.name, message.message));
        return;
      }
      case 'status':
        this.#statuses.set(message.learner, message.status);
        for (const listener of this.#statusListeners) listener(message.learner, message.status);
        return;
      case 'left':
        for (const listener of this.#leftListeners) listener(message.shell, message.code);
        return;
      default:
        onOrder?.(message);
    }
  }

  #isNow(learner: string, value: unknown): HostStatus {
    const status = HostStatus.parse(value);
    // What is told beside it may be newer.
    if (!this.#statuses.has(learner)) this.#statuses.set(learner, status);
    return status;
  }
}

/** The error as it was thrown, where it is one whose message is meant for the learner. */
function named(name: string, message: string): Error {
  if (name === 'HostNotReady') return new HostNotReady(message);
  return name === 'ObserveError' ? new ObserveError(message) : new Error(message);
}
