import type { Logger } from 'pino';
import type { Engine, HostId, Progress } from './contract.ts';
import { drawScenario } from './scenario.ts';

/** ms */
const PAUSE = 1000;
/** ms after one could not be made in which none is tried. */
const REST = 60_000;

interface Parts {
  engine: Engine;
  logger: Logger;
  /** Seed of the scenario that spare hosts have. */
  seed: string;
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

interface Making {
  id: HostId;
  made: Promise<void>;
  told?: [step: string, fraction: number];
  tell?: Progress;
}

/**
 * Hosts that are started before anybody asks for one, so that joining takes one at once. They all have the same scenario,
 * that which the next learner gets; whoever is to have another waits for a host of their own.
 */
export class SpareHosts {
  readonly #parts: Parts;
  readonly #waiting: HostId[] = [];
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

  /** Makes one, whatever `keep` says. @throws Error when it could not be made. */
  async makeOne(progress: Progress): Promise<void> {
    const making = this.#begin();
    making.tell = progress;
    await making.made;
  }

  /** Makes what is missing, in a moment: who has just taken a host is not to be slowed by the making of the next. */
  refillSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.refill(), PAUSE).unref();
  }

  /** Begins to make as many as are missing and as there is room for. */
  refill(): void {
    if (Date.now() < this.#notBefore) return;
    while (!this.#closed && this.count < this.#parts.keep && this.#parts.hasRoom()) {
      this.#begin().made.catch((error: unknown) => {
        this.#notBefore = Date.now() + REST;
        if (!this.#closed) this.#parts.logger.error({ err: error }, 'A spare lab host could not be made');
      });
    }
  }

  /** Gives away one that is ready. */
  takeReady(seed: string): HostId | undefined {
    return seed === this.#parts.seed ? this.#waiting.shift() : undefined;
  }

  /** Gives away one that is being made: the one that is nearest to its end. */
  takeMaking(seed: string): HostInMaking | undefined {
    const making = seed === this.#parts.seed ? this.#making.shift() : undefined;
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
    const id = this.#waiting.pop();
    if (id !== undefined) await this.#parts.engine.destroy(id);
    return id !== undefined;
  }

  /** Clears away those that have gone down by themselves, and makes others. */
  async lookAtAll(): Promise<void> {
    for (const id of [...this.#waiting]) {
      if (await this.#parts.engine.isUp(id)) continue;
      const at = this.#waiting.indexOf(id);
      if (at < 0) continue;
      this.#waiting.splice(at, 1);
      await this.#parts.engine.destroy(id);
    }
    this.refill();
  }

  /** Begins no more; the engine ends those that are there. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#soon);
  }

  #begin(): Making {
    const { engine, seed, newId, inTurn } = this.#parts;
    const id = newId();
    const making: Making = { id, made: Promise.resolve() };
    const tell: Progress = (...told) => {
      making.told = told;
      making.tell?.(...told);
    };
    making.made = inTurn(() => engine.ensure(id, drawScenario(seed), id, tell))
      .then(() => {
        // Not when somebody has taken it meanwhile.
        if (this.#drop(making)) this.#waiting.push(id);
      })
      .catch((error) => {
        this.#drop(making);
        throw error;
      });
    this.#making.push(making);
    return making;
  }

  #drop(making: Making): boolean {
    const at = this.#making.indexOf(making);
    if (at >= 0) this.#making.splice(at, 1);
    return at >= 0;
  }
}
