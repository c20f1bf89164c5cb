import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Look } from '../../protocol/watch.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { HttpProblem } from '../http/problem.ts';
import type { CourseExercise } from './catalog.ts';
import type { Marking } from './marking.ts';

/** In ms. */
export interface WatchTimes {
  /** So long after the last page said that it shows an exercise, it is watched. */
  lasts: number;
  /** From one look to the next, when nothing is seen to change: routes, files and what a container answers are in no mark of a host. */
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
  /** On the clock of performance.now(). */
  until: number;
  looked: Look | null;
}

/** One learner's. */
interface Round {
  /** By the id of the exercise. */
  readonly watched: Map<string, Watched>;
  /** What names the host's state as it was seen last. */
  mark: string;
  /** Whether the host-maker tells as soon as it is another. */
  asked: boolean;
  /** Whether something happened since the looks began, so that there are to be more. */
  stirred: boolean;
  /** Ends when something happens. */
  pause: AbortController;
}

/**
 * Looks at learners' hosts by itself, as long as their pages show exercises that are marked by themselves: when the host changes, and
 * once in a while. To look is no use of a host: one that is parked, or being made, is left alone until it is ready.
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

  /** A page of the learner's shows the exercise just now. What the last look saw, if there was one since it is watched. */
  watch(learner: string, exercise: CourseExercise): Look | null {
    const round = this.#rounds.get(learner) ?? this.#begin(learner);
    const until = performance.now() + this.#times.lasts;
    const known = round.watched.get(exercise.id);
    // An author who previews a course may have changed it.
    if (known?.exercise === exercise) {
      // The same one: a look at it may be under way.
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
      mark: '',
      asked: false,
      stirred: false,
      pause: new AbortController(),
    };
    this.#rounds.set(learner, round);
    // Not at once: what is to be watched comes after this.
    setImmediate(() => void this.#goRound(learner, round));
    return round;
  }

  async #goRound(learner: string, round: Round): Promise<void> {
    while (this.#isWatched(round)) {
      round.stirred = false;
      if (this.#parts.hosts.status(learner)?.state === 'ready') {
        this.#askForChange(learner, round);
        for (const watched of round.watched.values()) await this.#look(learner, watched);
      } else round.mark = '';
      await this.#rest(round);
    }
    this.#rounds.delete(learner);
  }

  #isWatched({ watched }: Round): boolean {
    const now = performance.now();
    for (const [id, { until }] of watched) if (until < now) watched.delete(id);
    return watched.size > 0 && !this.#closed;
  }

  /** Has the round stirred when the host is not any more as it was. When that can't be told, its looks come at their times. */
  #askForChange(learner: string, round: Round): void {
    if (round.asked) return;
    round.asked = true;
    const changed = this.#parts.hosts.map(learner, round.mark).then(
      (next) => {
        if (next) round.mark = next.mark;
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
      // The host has just become so, or the class takes no answer now.
      if (error instanceof HostNotReady || error instanceof HttpProblem) return;
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
