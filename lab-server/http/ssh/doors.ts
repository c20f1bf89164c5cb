import type { SshDoor } from '../../../protocol/ssh.ts';
import { MOST_SSH_KEYS } from '../../../protocol/ssh.ts';
import type { Changes } from '../../store/changes.ts';
import type { SshStore } from '../../store/ssh.ts';
import { HttpProblem } from '../problem.ts';
import { SshCodes } from './codes.ts';
import { Door, type DoorParts } from './door.ts';
import { NoPublicKey, newHostKey, publicHalf, readPublicKey } from './public-key.ts';

/** The learner's account on a lab host. */
const USER = 'pi';

/** ms until a port that could not be listened on is tried again. */
const AGAIN_AFTER = 10_000;

/** First and last of the ports that doors are listened on. */
export interface Ports {
  first: number;
  last: number;
}

interface Parts extends Pick<DoorParts, 'open' | 'hosts' | 'maker'> {
  store: SshStore;
  /** Undefined: there is no ssh on this lab server. */
  ports: Ports | undefined;
  /** The addresses on which the lab server listens now. */
  addresses(): readonly string[];
  /** Whether the learner may come by ssh: they are there, their class has it, and sits no exam. */
  may(learner: string): boolean;
  /** Whether nothing typed may reach the learner's host now. */
  isPaused(learner: string): boolean;
  changes: Changes;
}

/** Learners' ways in for ssh, each at a port of its own. */
export class SshDoors {
  readonly #parts: Parts;
  readonly #codes = new SshCodes();
  /** Those that are listened on, by their learner. */
  readonly #doors = new Map<string, Door>();
  #closed = false;
  #later: NodeJS.Timeout | undefined;
  /** What is done to doors happens one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
    const check = () => void this.check();
    for (const kind of ['rights', 'class', 'learner'] as const) parts.changes.on(kind, check);
  }

  may(learner: string): boolean {
    return this.#parts.ports !== undefined && this.#parts.may(learner);
  }

  /** @throws HttpProblem */
  of(learner: string): SshDoor {
    this.#admit(learner);
    const { store } = this.#parts;
    const door = store.door(learner);
    const shown = door && publicHalf(door.hostKey);
    return {
      open: this.#doors.has(learner),
      port: door?.port ?? null,
      user: USER,
      hostKey: shown ? { fingerprint: shown.fingerprint, line: shown.key } : null,
      keys: store.keys(learner).map(({ key, ...one }) => ({ ...one, type: key.split(' ')[0] ?? '' })),
      connections: this.#doors.get(learner)?.connections ?? 0,
    };
  }

  /** @throws HttpProblem */
  set(learner: string, open: boolean): Promise<SshDoor> {
    this.#admit(learner);
    return this.#inTurn(async () => {
      const { store } = this.#parts;
      if (open) await this.#open(learner);
      else {
        store.close(learner);
        this.#codes.forget(learner);
        this.#shut(learner);
      }
      return this.of(learner);
    });
  }

  /** @throws HttpProblem */
  newCode(learner: string) {
    this.#admit(learner);
    if (!this.#doors.has(learner)) throw new HttpProblem('ssh-closed', 'Open it first.');
    return this.#codes.make(learner);
  }

  /** @throws HttpProblem */
  async addKey(learner: string, pasted: string): Promise<SshDoor> {
    this.#admit(learner);
    const { store } = this.#parts;
    const key = read(pasted);
    if (store.keys(learner).length >= MOST_SSH_KEYS)
      throw notThisKey(`There are ${MOST_SSH_KEYS} keys; remove one first.`);
    store.addKey(learner, key);
    await this.#doors.get(learner)?.renewKeys();
    return this.of(learner);
  }

  /** Ends all connections, since nobody knows which of them came by this key. @throws HttpProblem */
  async removeKey(learner: string, fingerprint: string): Promise<SshDoor> {
    this.#admit(learner);
    this.#parts.store.removeKey(learner, fingerprint);
    const door = this.#doors.get(learner);
    await door?.renewKeys();
    door?.endAll();
    return this.of(learner);
  }

  /** Listens for those who opened theirs and may come, and for nobody else. To be called when that or the addresses may have changed. */
  check(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed) return;
      const { store, isPaused } = this.#parts;
      const open = store.doors().filter(({ learner, isOpen }) => isOpen && this.may(learner));
      for (const learner of this.#doors.keys())
        if (!open.some((one) => one.learner === learner)) this.#shut(learner);
      for (const { learner, port } of open) {
        // Another program may have the port just now. The learner is told that it is closed, and may open another.
        if (port !== null) await this.#listen(learner, port).catch(() => this.#checkLater());
        this.#doors.get(learner)?.hold(isPaused(learner));
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#later);
    await this.#inTurn(async () => {
      for (const learner of [...this.#doors.keys()]) this.#shut(learner);
    });
  }

  #checkLater(): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => void this.check(), AGAIN_AFTER).unref();
  }

  #admit(learner: string): void {
    if (!this.#parts.ports)
      throw new HttpProblem('ssh-off', 'The operator of this lab server has switched it off (SSH_PORTS).');
    if (!this.#parts.may(learner))
      throw new HttpProblem('ssh-off', 'Your instructor switches it on for the class; in an exam it is off.');
  }

  /** @throws HttpProblem when there is no port left */
  async #open(learner: string): Promise<void> {
    const { store } = this.#parts;
    if (this.#doors.has(learner)) return;
    const own = store.door(learner);
    for (const port of this.#free(own?.port ?? undefined)) {
      try {
        await this.#listen(learner, port);
        store.open(learner, port, own?.hostKey ?? newHostKey());
        return;
      } catch (error) {
        // Another program of this machine has it.
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      }
    }
    throw new HttpProblem(
      'no-ssh-port',
      'All ports for ssh are in use. Another learner may close theirs; the operator can give more (SSH_PORTS).',
    );
  }

  /** Ports that no open door has: the learner's own first, those that were nobody's yet next, and those that have been closed for longest last. */
  *#free(own: number | undefined): Iterable<number> {
    const { ports, store } = this.#parts;
    if (!ports) return;
    const isOurs = (port: number) => port >= ports.first && port <= ports.last;
    const doors = store.doors();
    const has = (port: number) => doors.find((door) => door.port === port);
    if (own !== undefined && isOurs(own)) yield own;
    for (let port = ports.first; port <= ports.last; port++) if (!has(port)) yield port;
    for (const { port, isOpen } of doors)
      if (port !== null && isOurs(port) && !isOpen && port !== own) yield port;
  }

  async #listen(learner: string, port: number): Promise<void> {
    const { open, hosts, maker, store, addresses } = this.#parts;
    const door =
      this.#doors.get(learner) ??
      new Door(learner, port, {
        open,
        hosts,
        maker,
        kept: (one) => ({
          hostKey: store.door(one)?.hostKey ?? '',
          keys: store.keys(one).map(({ key }) => key),
        }),
        judge: (one, typed) => this.#codes.take(one, typed),
      });
    try {
      await door.listenOn(addresses());
      this.#doors.set(learner, door);
    } catch (error) {
      door.close();
      this.#doors.delete(learner);
      throw error;
    }
  }

  #shut(learner: string): void {
    this.#doors.get(learner)?.close();
    this.#doors.delete(learner);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}

/** @throws HttpProblem */
function read(pasted: string) {
  try {
    return readPublicKey(pasted);
  } catch (error) {
    throw error instanceof NoPublicKey ? notThisKey(error.message) : error;
  }
}

const notThisKey = (message: string) =>
  new HttpProblem('invalid-fields', message, { errors: [{ path: '/key', message }] });
