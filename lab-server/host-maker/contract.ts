import type { HostStatus } from '../../protocol/host.ts';
import type { HostMap } from '../../protocol/host-map.ts';
import type { ExerciseScript } from '../grading/exercise-script.ts';

/** A shell that was started on a pty; names it to `leave` and `onLeft`. */
export type ShellId = string;

/** A map, and what names this state of the host. */
export interface MarkedMap {
  mark: string;
  map: HostMap;
}

/**
 * All that the web server and the terminals may ask of the part that is root. By a learner's id and never by a command line or a
 * path, so that who takes them over can do no more than this to anybody.
 */
export interface HostMaker {
  /** Begins to make the learner's host unless it is there or on its way; follow `onStatus`. */
  ensure(learner: string): Promise<HostStatus>;
  /** Begins to make it anew; follow `onStatus`. @throws HostNotReady while it is being made or reset. */
  reset(learner: string): Promise<HostStatus>;
  /** Destroys the learner's host; the next `ensure` makes another, of the same scenario. */
  release(learner: string): Promise<void>;
  /**
   * Runs a script of the exercise on the learner's host, as the learner.
   * @throws HostNotReady, and ObserveError when there is no such script or it did not succeed.
   */
  script(learner: string, exercise: string, script: ExerciseScript): Promise<void>;
  /** As it was last told; undefined when the learner never asked for a host. */
  status(learner: string): HostStatus | undefined;
  /**
   * What an exercise's checker observes on the learner's host: its facts, as JSON carries them.
   * @param watching it looks by itself, which does not keep the host from being parked
   * @throws HostNotReady, ObserveError
   */
  observe(learner: string, exercise: string, watching?: boolean): Promise<unknown>;
  /**
   * The map of the learner's host, once it is not as it was when its mark was `seen`; undefined when that takes more than some seconds.
   * To look is no use: it does not keep the host from being parked, and one that is parked is not there to be looked at.
   * @throws HostNotReady, ObserveError
   */
  map(learner: string, seen: string): Promise<MarkedMap | undefined>;
  /**
   * Starts the learner's login shell on a pty that is the asker's own: /dev/pts/N.
   * @throws HostNotReady, and Error when it is no pty of the asker's.
   */
  enter(learner: string, pts: number): Promise<ShellId>;
  /** Ends a shell that stayed when its terminal was hung up. */
  leave(shell: ShellId): void;
  /** Hosts that wait ready for whoever joins or resets next. */
  spares(): Promise<number>;
  /** The learner is at work: their host is not to be parked. */
  active(learner: string): void;
  /** Returns a function that ends the subscription; so do the others. */
  onStatus(listener: (learner: string, status: HostStatus) => void): () => void;
  /** Called with a shell's exit status, or 128 and the signal that ended it. */
  onLeft(listener: (shell: ShellId, code: number) => void): () => void;
}
