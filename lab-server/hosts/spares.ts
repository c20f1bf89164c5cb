import type { Logger } from 'pino';
import type { Engine, HostId, Progress } from './contract.ts';
import type { Scenarios } from './scenario.ts';

/** ms */
const PAUSE = 1000;
/** ms after one could not be made in which none is tried. */
const REST = 60_000;

interface Parts {
  engine: Engine;
  logger: Logger;
  draw: Scenarios['draw'];
  /** Seeds of the scenarios that the next learners get, in the order they join. */
  nextSeeds: (count: number) => string[];
  /** Hosts to keep ready. */
  keep: number;
  /** A name no host of this lab server ever had: it names the host's LAN too. */
  newId: () => HostId;
  /** Whether one more would take neither a place nor memory from a learner. */
  hasRoom: () => boolean;
  /** Makes it when it is its turn. */
  inTurn: (work: () => Promise<void>) => Promise<void>;
}

/** A spare host that a learner takes over before it is ready. */
export interface HostInMaking {
  id: HostId;
  /** Resolves when it is ready; tells its progress from here on. */
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
 * Hosts that are started before anybody asks for one, so that joining takes one at once. Each has the scenario that a learner
 * who joins next is to have; whoever is to have another waits for a host of their own.
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

  /** Those that are ready and those that are being made. */
  get count(): number {
    return this.#waiting.length + this.#making.length;
  }

  /** Those that can be taken at once. */
  get ready(): number {
    return this.#waiting.length;
  }

  /** Makes the one for the next learner, whatever `keep` says. @throws Error when it could not be made. */
  async makeOne(progress: Progress): Promise<void> {
    for (const seed of this.#missing(1)) {
      const making = this.#begin(seed);
      making.tell = progress;
      await making.made;
    }
  }

  /** Makes what is missing, in a moment: who has just taken a host is not to be slowed by the making of the next. */
  refillSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.refill(), PAUSE).unref();
  }

  /** Begins to make as many as are missing and as there is room for. */
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

  /** Gives away one with this scenario that is ready. */
  takeReady(seed: string): HostId | undefined {
    return take(this.#waiting, (spare) => spare.seed === seed)?.id;
  }

  /** Gives away one with this scenario that is being made: the one that is nearest to its end. */
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

  /** Ends one that is ready, to leave its memory to learners. @returns false when there is none. */
  async endOne(): Promise<boolean> {
    const spare = this.#waiting.pop();
    if (spare) await this.#parts.engine.destroy(spare.id);
    return spare !== undefined;
  }

  /** Clears away those that have gone down by themselves, and makes others. */
  async lookAtAll(): Promise<void> {
    for (const spare of [...this.#waiting]) {
      if (await this.#parts.engine.isUp(spare.id)) continue;
      if (take(this.#waiting, (one) => one === spare)) await this.#parts.engine.destroy(spare.id);
    }
    this.refill();
  }

  /** Begins no more; the engine ends those that are there. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#soon);
  }

  /** Seeds of the next so many learners for which there is no host yet, not even one in making. */
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
        // Not when somebody has taken it meanwhile.
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

/** Takes the first such one out of a list. */
function take<T>(list: T[], isIt: (one: T) => boolean): T | undefined {
  const at = list.findIndex(isIt);
  return at < 0 ? undefined : list.splice(at, 1)[0];
}
