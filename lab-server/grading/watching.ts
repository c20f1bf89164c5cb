import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Look } from '../../protocol/watch.ts';
import { Refused } from '../common/refused.ts';
import type { CourseExercise } from '../course/catalog.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { Marking } from './marking.ts';

/** In ms. */
export interface WatchTimes {
  /** How long an exercise is watched after the last page said that it shows it. */
  lasts: number;
  /** The time from one look to the next when no change is seen. Routes, files and the answers of a container are in no fingerprint of a host. */
  every: number;
  /** The shortest pause between two looks, for hosts that change all the time. */
  least: number;
}
const TIMES: WatchTimes = { lasts: 15_000, every: 5000, least: 1000 };

interface Parts {
  marking: Pick<Marking, 'look'>;
  hosts: Pick<HostMaker, 'map' | 'status' | 'onStatus'>;
  logger: Logger;
  times?: WatchTimes | undefined;
}

interface Watched {
  exercise: CourseExercise;
  /** The time, on the clock of performance.now(). */
  until: number;
  looked: Look | null;
}

/** The looks at one learner's host. */
interface Round {
  /** By the id of the exercise. */
  readonly watched: Map<string, Watched>;
  /** The fingerprint of the host as it was seen last. */
  fingerprint: string;
  /** Whether the host-maker tells as soon as that changes. */
  asked: boolean;
  /** Whether something happened since the looks began, so that more looks are due. */
  stirred: boolean;
  /** Ends when something happens. */
  pause: AbortController;
}

/**
 * Looks at learners' hosts by itself as long as their pages show exercises that mark themselves: when the host changes, and once in a while. A
 * look does not count as use of a host. A host that is parked, or being made, is left alone until it is ready.
 */
export class Watching {
  readonly #parts: Parts;
  readonly #times: WatchTimes;
  readonly #rounds = new Map<string, Round>();
  readonly #unfollow: () => void;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#times = parts.times ?? TIMES;
    this.#unfollow = parts.hosts.onStatus((learner) => stir(this.#rounds.get(learner)));
  }

  /** To be called when something was changed on the learner's host that its fingerprint does not tell. */
  stir(learner: string): void {
    stir(this.#rounds.get(learner));
  }

  /**
   * To be called when a page of the learner shows the exercise just now. Returns what the last look saw, if there was one since the watching
   * began.
   */
  watch(learner: string, exercise: CourseExercise): Look | null {
    const round = this.#rounds.get(learner) ?? this.#begin(learner);
    const until = performance.now() + this.#times.lasts;
    const known = round.watched.get(exercise.id);
    // An author who previews a course may have changed it.
    if (known?.exercise === exercise) {
      // It stays the same object, since a look at it may be under way.
      known.until = until;
      return known.looked;
    }
    stir(round);
    round.watched.set(exercise.id, { exercise, until, looked: null });
    return null;
  }

  close(): void {
    this.#closed = true;
    this.#unfollow();
    for (const round of this.#rounds.values()) stir(round);
  }

  #begin(learner: string): Round {
    const round: Round = {
      watched: new Map(),
      fingerprint: '',
      asked: false,
      stirred: false,
      pause: new AbortController(),
    };
    this.#rounds.set(learner, round);
    // Not at once: the exercises to watch are named after this.
    setImmediate(() => void this.#goRound(learner, round));
    return round;
  }

  async #goRound(learner: string, round: Round): Promise<void> {
    while (this.#isWatched(round)) {
      round.stirred = false;
      if (this.#parts.hosts.status(learner)?.state === 'ready') {
        this.#askForChange(learner, round);
        for (const watched of round.watched.values()) await this.#look(learner, watched);
      } else round.fingerprint = '';
      await this.#rest(round);
    }
    this.#rounds.delete(learner);
  }

  #isWatched({ watched }: Round): boolean {
    const now = performance.now();
    for (const [id, { until }] of watched) if (until < now) watched.delete(id);
    return watched.size > 0 && !this.#closed;
  }

  /** Wakes the round when the host has changed. When changes can't be told, the looks come at their times. */
  #askForChange(learner: string, round: Round): void {
    if (round.asked) return;
    round.asked = true;
    const changed = this.#parts.hosts.map({ learner, seen: round.fingerprint }).then(
      (next) => {
        if (next) round.fingerprint = next.fingerprint;
        return next !== undefined;
      },
      () => false,
    );
    void changed.then((isSo) => {
      round.asked = false;
      if (isSo) stir(round);
    });
  }

  async #look(learner: string, watched: Watched): Promise<void> {
    try {
      watched.looked = (await this.#parts.marking.look(learner, watched.exercise)) ?? watched.looked;
    } catch (error) {
      // The host has just become unavailable, or the class takes no answer now.
      if (error instanceof HostNotReady || error instanceof Refused) return;
      const exercise = watched.exercise.id;
      this.#parts.logger.error({ err: error, learner, exercise }, 'A watched exercise could not be marked');
    }
  }

  async #rest(round: Round): Promise<void> {
    const { least, every } = this.#times;
    await sleep(least, undefined, { ref: false });
    if (round.stirred || this.#closed) return;
    round.pause = new AbortController();
    await sleep(every - least, undefined, { signal: round.pause.signal, ref: false }).catch(() => {});
  }
}

function stir(round: Round | undefined): void {
  if (!round) return;
  round.stirred = true;
  round.pause.abort();
}
