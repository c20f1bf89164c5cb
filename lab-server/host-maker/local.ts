import type { z } from 'zod';
import { type Checker, ObserveError } from '../../checkers/define.ts';
import type { HostCapacity, HostStatus } from '../../protocol/host.ts';
import { run } from '../common/exec.ts';
import { type FingerprintedMap, HostMaps } from '../host-map/maps.ts';
import { HostNotReady, type LearnerHosts } from '../hosts/contract.ts';
import type { HostMaker, ShellMaker } from './contract.ts';
import type { ExerciseScript, HostMakerTable, ShellId } from './methods.ts';
import { Shells } from './shells.ts';

/** Most characters of JSON of a check's facts, since the web server reads them in one go. */
const MOST_FACTS = 4 * 2 ** 20;
/** The longest in ms that a script of an exercise may take. */
const SCRIPT = 120_000;

/** An exercise, and the name of its course. */
interface OfCourse {
  course: string;
  exercise: string;
}

/** The part of the courses that is used (course/exercise-files.ts). */
export interface ExerciseFiles {
  /** The text of an exercise's script; undefined when there is no such exercise, or it has none. */
  script(which: OfCourse, script: ExerciseScript): string | undefined;
  /** @throws CourseError when there is no such exercise, or it is invalid. */
  checker(which: OfCourse): Promise<Pick<Checker, 'observe'>>;
}

/** The parameters of a method of the table. */
type Asked<M extends keyof HostMakerTable['methods']> = z.infer<HostMakerTable['methods'][M]['request']>;

interface Parts {
  hosts: LearnerHosts;
  exercises: ExerciseFiles;
  /** User id whose ptys shells are started on. */
  owner: number;
}

/** The host-maker in the process that holds the hosts. */
export class LocalHostMaker implements HostMaker, ShellMaker {
  readonly #hosts: LearnerHosts;
  readonly #exercises: ExerciseFiles;
  readonly #shells: Shells;
  readonly #maps = new HostMaps();
  readonly #leftListeners = new Set<(shell: ShellId, code: number) => void>();

  constructor({ hosts, exercises, owner }: Parts) {
    this.#hosts = hosts;
    this.#exercises = exercises;
    this.#shells = new Shells(owner, (shell, code) => {
      for (const listener of this.#leftListeners) listener(shell, code);
    });
    hosts.onStatus((learner, status) => {
      if (status.state !== 'ready') this.#maps.forget(learner);
    });
  }

  async ensure({ learner, ...asked }: Asked<'ensure'>): Promise<HostStatus> {
    this.#hosts.ensure(learner, asked);
    return this.#now(learner);
  }

  async reset({ learner }: Asked<'reset'>): Promise<HostStatus> {
    this.#hosts.reset(learner);
    return this.#now(learner);
  }

  async release({ learner }: Asked<'release'>): Promise<void> {
    await this.#hosts.release(learner);
  }

  async pin({ learner, pinned }: Asked<'pin'>): Promise<void> {
    this.#hosts.pin(learner, pinned);
  }

  async rest({ learner }: Asked<'rest'>): Promise<void> {
    await this.#hosts.rest(learner);
  }

  async copy({ from, to }: Asked<'copy'>): Promise<void> {
    await this.#hosts.copy(from, to);
  }

  async throwAway({ learner }: Asked<'throwAway'>): Promise<void> {
    await this.#hosts.throwAway(learner);
  }

  async script({ learner, course, exercise, script }: Asked<'script'>): Promise<void> {
    const text = this.#exercises.script({ course, exercise }, script);
    if (text === undefined) throw new ObserveError(`There is no exercise ${exercise} with a ${script}.sh.`);
    const { file, args, env } = this.#hosts.shell(learner, text);
    const { code, stderr } = await run([file, ...args], { env, timeoutMs: SCRIPT });
    if (code === 0) return;
    throw new ObserveError(
      `${script}.sh of ${exercise} ended with status ${code}: ${stderr.trim().slice(-300)}`,
    );
  }

  status(learner: string): HostStatus | undefined {
    return this.#hosts.status(learner);
  }

  statuses(): Iterable<[learner: string, status: HostStatus]> {
    return this.#hosts.statuses();
  }

  async observe({ learner, course, exercise, watching }: Asked<'observe'>): Promise<unknown> {
    const host = watching ? this.#hosts.seenHost(learner) : this.#hosts.labHost(learner);
    const { observe } = await this.#exercises.checker({ course, exercise });
    return asSent(await observe(host));
  }

  async map({ learner, seen }: Asked<'map'>): Promise<FingerprintedMap | undefined> {
    return this.#maps.next(learner, this.#hosts.seenHost(learner), seen);
  }

  async enter({ learner, pts }: Asked<'enter'>): Promise<ShellId> {
    return this.#shells.start(this.#hosts.shell(learner), pts);
  }

  leave({ shell }: { shell: ShellId }): void {
    this.#shells.end(shell);
  }

  async capacity(): Promise<HostCapacity> {
    return this.#hosts.capacity();
  }

  active({ learner }: { learner: string }): void {
    this.#hosts.active?.(learner);
  }

  onStatus(listener: (learner: string, status: HostStatus) => void): () => void {
    return this.#hosts.onStatus(listener);
  }

  onLeft(listener: (shell: ShellId, code: number) => void): () => void {
    this.#leftListeners.add(listener);
    return () => this.#leftListeners.delete(listener);
  }

  #now(learner: string): HostStatus {
    const status = this.#hosts.status(learner);
    if (status) return status;
    throw new HostNotReady('Your lab host is about to be made; try again in a moment.');
  }
}

/** The facts as the other process will read them. @throws ObserveError when they are too many */
function asSent(facts: unknown): unknown {
  const text = JSON.stringify(facts ?? null);
  if (text.length <= MOST_FACTS) return JSON.parse(text);
  throw new ObserveError(
    `There is more to see on your lab host than a check takes (${Math.ceil(text.length / 2 ** 20)} MiB, ${MOST_FACTS / 2 ** 20} at most): end what you do not need, or reset the host.`,
  );
}
