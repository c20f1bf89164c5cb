import type { Logger } from 'pino';
import type { Engine, HostId, Progress } from './contract.ts';
import type { Scenarios } from './scenario.ts';

/** ms */
const PAUSE = 1000;
/** ms to wait before the next try after a spare host could not be made. */
const REST = 60_000;

interface Parts {
  engine: Engine;
  logger: Logger;
  draw: Scenarios['draw'];
  /** Seeds of the scenarios that the next learners get, in the order in which they join. */
  nextSeeds: (count: number) => string[];
  /** Number of hosts to keep ready. */
  keep: number;
  /** A name that no host of this lab server ever had. It names the host's LAN too. */
  newId: () => HostId;
  /** Whether one more spare host would take neither a place nor memory from a learner. */
  hasRoom: () => boolean;
  /** Makes the host when its turn comes. */
  inTurn: (work: () => Promise<void>) => Promise<void>;
}

/** A spare host that a learner takes over before it is ready. */
export interface HostInMaking {
  id: HostId;
  /** Resolves when the host is ready, and reports its progress from now on. */
  follow(progress: Progress): Promise<void>;
}

interface Spare {
  id: HostId;
  seed: string;
}

interface Making extends Spare {
  made: Promise<void>;
  told?: Parameters<Progress>;
  tell?: Progress;
}

/**
 * Hosts that are started before anybody asks, so that a learner who joins gets one at once. Each has the scenario of the next
 * learner. A learner with another scenario waits for a host of their own.
 */
export class SpareHosts {
  readonly #parts: Parts;
  readonly #waiting: Spare[] = [];
  readonly #making: Making[] = [];
  #notBefore = 0;
  #soon: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The hosts that are ready or being made. */
  get count(): number {
    return this.#waiting.length + this.#making.length;
  }

  /** The hosts that can be taken at once. */
  get ready(): number {
    return this.#waiting.length;
  }

  /** Makes the host for the next learner, whatever `keep` says. @throws Error when it could not be made. */
  async makeOne(progress: Progress): Promise<void> {
    for (const seed of this.#missing(1)) {
      const making = this.#begin(seed);
      making.tell = progress;
      await making.made;
    }
  }

  /** Makes the missing hosts after a moment: making the next host must not slow a learner who has just taken one. */
  refillSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.refill(), PAUSE).unref();
  }

  /** Begins to make the missing hosts, as many as there is room for. */
  refill(): void {
    if (Date.now() < this.#notBefore) return;
    for (const seed of this.#missing(this.#parts.keep)) {
      if (this.#closed || !this.#parts.hasRoom()) return;
      this.#begin(seed).made.catch((error: unknown) => {
        this.#notBefore = Date.now() + REST;
        if (!this.#closed) this.#parts.logger.error({ err: error }, 'A spare lab host could not be made');
      });
    }
  }

  /** Gives away a ready host with this scenario. */
  takeReady(seed: string): HostId | undefined {
    return take(this.#waiting, (spare) => spare.seed === seed)?.id;
  }

  /** Gives away a host with this scenario that is being made: the one that is nearest to being ready. */
  takeMaking(seed: string): HostInMaking | undefined {
    const making = take(this.#making, (spare) => spare.seed === seed);
    if (!making) return undefined;
    return {
      id: making.id,
      follow: (progress) => {
        making.tell = progress;
        if (making.told) progress(...making.told);
        return making.made;
      },
    };
  }

  /** Ends a ready host, to leave its memory to learners. @returns false if there is none. */
  async endOne(): Promise<boolean> {
    const spare = this.#waiting.pop();
    if (spare) await this.#parts.engine.destroy(spare.id);
    return spare !== undefined;
  }

  /** Clears away hosts that have gone down by themselves, and makes others. */
  async lookAtAll(): Promise<void> {
    for (const spare of [...this.#waiting]) {
      if (await this.#parts.engine.isUp(spare.id)) continue;
      if (take(this.#waiting, (one) => one === spare)) await this.#parts.engine.destroy(spare.id);
    }
    this.refill();
  }

  /** Begins no more hosts. The engine ends those that exist. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#soon);
  }

  /** Those of the next learners' seeds that have no host yet, not even one in the making. */
  #missing(count: number): string[] {
    const there = [...this.#waiting, ...this.#making].map(({ seed }) => seed);
    return this.#parts.nextSeeds(count).filter((seed) => take(there, (one) => one === seed) === undefined);
  }

  #begin(seed: string): Making {
    const { engine, draw, newId, inTurn } = this.#parts;
    const id = newId();
    const making: Making = { id, seed, made: Promise.resolve() };
    const tell: Progress = (...told) => {
      making.told = told;
      making.tell?.(...told);
    };
    making.made = inTurn(() => engine.ensure(id, draw(seed), id, tell))
      .then(() => {
        // If somebody has taken it meanwhile, it stays.
        if (this.#drop(making)) this.#waiting.push({ id, seed });
      })
      .catch((error) => {
        this.#drop(making);
        throw error;
      });
    this.#making.push(making);
    return making;
  }

  #drop(making: Making): boolean {
    return take(this.#making, (one) => one === making) !== undefined;
  }
}

/** Takes the first one that fits out of a list. */
function take<T>(list: T[], isIt: (one: T) => boolean): T | undefined {
  const at = list.findIndex(isIt);
  return at < 0 ? undefined : list.splice(at, 1)[0];
}
