import { ObserveError } from '../../checkers/define.ts';
import type { HostStatus } from '../../protocol/host.ts';
import { checkerOfExercise } from '../grading/catalog.ts';
import { type ExerciseScript, scriptOf } from '../grading/exercise-script.ts';
import { HostMaps } from '../host-map/maps.ts';
import { HostNotReady, type Hosts } from '../hosts/contract.ts';
import { run } from '../hosts/exec.ts';
import type { HostMaker, MarkedMap, ShellId } from './contract.ts';
import { Shells } from './shells.ts';

/** Most ms that a script of an exercise may take. */
const SCRIPT = 120_000;

interface Parts {
  hosts: Hosts;
  checkersDir: string;
  exercisesDir: string;
  /** User id whose ptys shells are started on. */
  owner: number;
}

/** The host-maker in the process that holds the hosts. */
export class LocalHostMaker implements HostMaker {
  readonly #hosts: Hosts;
  readonly #checkersDir: string;
  readonly #exercisesDir: string;
  readonly #shells: Shells;
  readonly #maps = new HostMaps();
  readonly #leftListeners = new Set<(shell: ShellId, code: number) => void>();
  readonly #statuses = new Map<string, HostStatus>();

  constructor({ hosts, checkersDir, exercisesDir, owner }: Parts) {
    this.#hosts = hosts;
    this.#exercisesDir = exercisesDir;
    this.#checkersDir = checkersDir;
    this.#shells = new Shells(owner, (shell, code) => {
      for (const listener of this.#leftListeners) listener(shell, code);
    });
    hosts.onStatus((learner, status) => {
      this.#statuses.set(learner, status);
      if (status.state !== 'ready') this.#maps.forget(learner);
    });
  }

  async ensure(learner: string): Promise<HostStatus> {
    this.#hosts.ensure(learner);
    return this.#now(learner);
  }

  async reset(learner: string): Promise<HostStatus> {
    this.#hosts.reset(learner);
    return this.#now(learner);
  }

  async release(learner: string): Promise<void> {
    await this.#hosts.release(learner);
    this.#statuses.delete(learner);
  }

  async script(learner: string, exercise: string, script: ExerciseScript): Promise<void> {
    const text = scriptOf(this.#exercisesDir, exercise, script);
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

  /** Of every learner who asked for a host. */
  statuses(): Iterable<[learner: string, status: HostStatus]> {
    return this.#statuses;
  }

  async observe(learner: string, exercise: string, watching = false): Promise<unknown> {
    const host = watching ? this.#hosts.seenHost(learner) : this.#hosts.labHost(learner);
    const { check } = await checkerOfExercise(this.#exercisesDir, this.#checkersDir, exercise);
    return JSON.parse(JSON.stringify((await check.observe(host)) ?? null));
  }

  async map(learner: string, seen: string): Promise<MarkedMap | undefined> {
    return this.#maps.next(learner, this.#hosts.seenHost(learner), seen);
  }

  async enter(learner: string, pts: number): Promise<ShellId> {
    return this.#shells.start(this.#hosts.shell(learner), pts);
  }

  leave(shell: ShellId): void {
    this.#shells.end(shell);
  }

  async spares(): Promise<number> {
    return this.#hosts.spares ?? 0;
  }

  active(learner: string): void {
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
    if (status) {
      this.#statuses.set(learner, status);
      return status;
    }
    throw new HostNotReady('Your lab host is about to be made; try again in a moment.');
  }
}
