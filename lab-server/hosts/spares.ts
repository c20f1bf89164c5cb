import type { Logger } from 'pino';
import type { Scenario } from '../../protocol/scenario.ts';
import type { Engine, HostId, Progress } from './contract.ts';

/** ms */
const PAUSE = 1000;
/** ms to wait before the next try after a spare host could not be made. */
const REST = 60_000;

interface Parts {
  engine: Engine;
  logger: Logger;
  /** The scenarios that the next learners get, in the order in which they join. */
  nextScenarios: (count: number) => Scenario[];
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
  /** Its scenario as text. Hosts of two courses may have the same one. */
  key: string;
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
    for (const scenario of this.#missing(this.#parts.nextScenarios(1))) {
      const making = this.#begin(scenario);
      making.tell = progress;
      await making.made;
    }
  }

  /** Makes the missing hosts after a moment: making the next host must not slow a learner who has just taken one. */
  refillSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.refill(), PAUSE).unref();
  }

  /** Begins to make the missing hosts, as many as there is room for. Those that wait for nobody any more, since another course is asked for, are ended. */
  refill(): void {
    if (this.#closed) return;
    const { keep, nextScenarios } = this.#parts;
    const next = nextScenarios(Math.max(keep, this.count));
    this.#endUnfit(next);
    if (Date.now() < this.#notBefore) return;
    for (const scenario of this.#missing(next.slice(0, keep))) {
      if (this.#closed || !this.#parts.hasRoom()) return;
      this.#begin(scenario).made.catch((error: unknown) => {
        this.#notBefore = Date.now() + REST;
        if (!this.#closed) this.#parts.logger.error({ err: error }, 'A spare lab host could not be made');
      });
    }
  }

  /** Gives away a ready host with this scenario. */
  takeReady(scenario: Scenario): HostId | undefined {
    const key = keyOf(scenario);
    return take(this.#waiting, (spare) => spare.key === key)?.id;
  }

  /** Gives away a host with this scenario that is being made: the one that is nearest to being ready. */
  takeMaking(scenario: Scenario): HostInMaking | undefined {
    const key = keyOf(scenario);
    const making = take(this.#making, (spare) => spare.key === key);
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

  /** Those of these scenarios that have no host yet, not even one in the making. */
  #missing(wanted: readonly Scenario[]): Scenario[] {
    const there = [...this.#waiting, ...this.#making].map(({ key }) => key);
    return wanted.filter((scenario) => take(there, (one) => one === keyOf(scenario)) === undefined);
  }

  #endUnfit(next: readonly Scenario[]): void {
    const wanted = new Set(next.map((scenario) => keyOf(scenario)));
    for (const spare of this.#waiting.filter(({ key }) => !wanted.has(key))) {
      take(this.#waiting, (one) => one === spare);
      this.#parts.engine.destroy(spare.id).catch((error: unknown) => {
        if (!this.#closed)
          this.#parts.logger.error({ err: error, host: spare.id }, 'A spare lab host could not be ended');
      });
    }
  }

  #begin(scenario: Scenario): Making {
    const { engine, newId, inTurn } = this.#parts;
    const key = keyOf(scenario);
    const id = newId();
    const making: Making = { id, key, made: Promise.resolve() };
    const tell: Progress = (...told) => {
      making.told = told;
      making.tell?.(...told);
    };
    making.made = inTurn(() => engine.ensure(id, scenario, id, tell))
      .then(() => {
        // If somebody has taken it meanwhile, it stays.
        if (this.#drop(making)) this.#waiting.push({ id, key });
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

const keyOf = (scenario: Scenario): string => JSON.stringify(scenario);

/** Takes the first one that fits out of a list. */
function take<T>(list: T[], isIt: (one: T) => boolean): T | undefined {
  const at = list.findIndex(isIt);
  return at < 0 ? undefined : list.splice(at, 1)[0];
}
