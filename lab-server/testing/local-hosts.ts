import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type LabHost, ObserveError } from '../../checkers/define.ts';
import type { HostCapacity, HostStatus } from '../../protocol/host.ts';
import { ExecError, run } from '../common/exec.ts';
import {
  type Asked,
  type FileWork,
  HostNotReady,
  type LearnerHosts,
  type ShellCommand,
  type SshPart,
  type TcpPort,
} from '../hosts/contract.ts';
import { fileProgram } from '../hosts/engines/shared/scripts.ts';
import { bareEnv } from '../settings/environment.ts';

const CLOSE_FILES = path.join(import.meta.dirname, '../terminals/close-files.pl');

const DIAL = path.join(import.meta.dirname, '../hosts/engines/shared/dial.pl');

/** A program for a pty of this very process, which it must not hold open itself. */
export const withoutFiles = (argv: readonly string[]) => ({ file: 'perl', args: [CLOSE_FILES, ...argv] });

/**
 * "Lab hosts" that are this very machine, without isolation: real shells, and programs that really run, in a folder of the
 * learner's own. Ready at once; a test sets other states.
 */
export class LocalHosts implements LearnerHosts {
  /** The program that terminals run: a bash without anybody's configuration, unless a test sets another. */
  shellArgv = ['bash', '--norc', '--noprofile'];
  /** How many spare hosts there are for the next learners, and how many hosts there can be. */
  spares = 0;
  most = 8;
  /** Hosts at rest, as the desk is to see them. */
  kept: HostCapacity['kept']['hosts'] = [];
  /** The learners whose hosts were used by a check, one entry for each check. A check that only watches does not count. */
  readonly usedBy: string[] = [];
  /** The course that was named for each learner whose host was asked for. */
  readonly courseOf = new Map<string, string>();
  readonly #root: string;
  readonly #statuses = new Map<string, HostStatus>();
  readonly #listeners = new Set<(learner: string, status: HostStatus) => void>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Where the learner's programs run. */
  folder(learner: string): string {
    return path.join(this.#root, learner);
  }

  setStatus(learner: string, status: Partial<HostStatus>): void {
    const whole: HostStatus = { state: 'ready', seed: 'lesson', addresses: ['127.0.0.1', '::1'], ...status };
    this.#statuses.set(learner, whole);
    for (const listener of this.#listeners) listener(learner, whole);
  }

  ensure(learner: string, { before, course }: Asked = {}): void {
    if (course !== undefined) this.courseOf.set(learner, course);
    const { state } = this.status(learner) ?? {};
    if (state === 'parked') setImmediate(() => this.setStatus(learner, {}));
    // It stays so until the test sets another state.
    if (state === 'at-rest') this.setStatus(learner, { state: 'waking' });
    if (this.#statuses.has(learner)) return;
    mkdirSync(this.folder(learner), { recursive: true });
    this.setStatus(learner, before ?? {});
  }

  status(learner: string): HostStatus | undefined {
    return this.#statuses.get(learner);
  }

  /** The host stays in state `resetting` until the test sets another state. */
  reset(learner: string): void {
    const { state } = this.#statuses.get(learner) ?? {};
    if (state === undefined) {
      this.ensure(learner);
      return;
    }
    if (!['ready', 'parked', 'at-rest', 'failed'].includes(state)) this.#requireReady(learner);
    rmSync(this.folder(learner), { recursive: true });
    mkdirSync(this.folder(learner));
    this.setStatus(learner, { state: 'resetting' });
  }

  async release(learner: string): Promise<void> {
    rmSync(this.folder(learner), { recursive: true, force: true });
    if (this.#statuses.has(learner)) this.setStatus(learner, { state: 'resetting' });
    this.#statuses.delete(learner);
  }

  async rest(learner: string): Promise<void> {
    const at = new Date().toISOString();
    this.kept.push({ learner, at, bytes: 1, pinned: false, isNext: false });
    this.setStatus(learner, { state: 'at-rest', restedAt: at, otherCourse: true });
  }

  shell(learner: string, command?: string): ShellCommand {
    this.#requireReady(learner);
    const env = bareEnv({ HOME: this.folder(learner), LANG: 'C.UTF-8', PS1: 'prompt> ' });
    if (command !== undefined) return this.#command(learner, ['sh', '-c', `cd && ${command}`]);
    return { ...withoutFiles(this.shellArgv), env };
  }

  dialer(learner: string, { address, port }: TcpPort): ShellCommand {
    this.#requireReady(learner);
    return this.#command(learner, ['perl', DIAL, address, String(port), '5']);
  }

  files(learner: string, work: FileWork): ShellCommand {
    this.#requireReady(learner);
    return this.#command(learner, fileProgram(work));
  }

  /** A guard that takes all keys, and a server that says what it is told. tests/host/ssh.test.ts has the real ones. */
  ssh(learner: string, part: SshPart): ShellCommand {
    this.#requireReady(learner);
    const guard = 'while read -r kind rest; do [ "$kind" != go ] || echo ready; done';
    return this.#command(learner, ['sh', '-c', `echo OK; ${part === 'guard' ? guard : 'exec cat'}`]);
  }

  labHost(learner: string): LabHost {
    this.usedBy.push(learner);
    return this.seenHost(learner);
  }

  seenHost(learner: string): LabHost {
    this.#requireReady(learner);
    return {
      run: (argv, { timeoutMs = 10_000 } = {}) =>
        run(argv, { cwd: this.folder(learner), timeoutMs }).catch((error) => {
          throw error instanceof ExecError ? new ObserveError(error.message) : error;
        }),
    };
  }

  capacity(): HostCapacity {
    const atRest = new Set(this.kept.map(({ learner }) => learner));
    const learners = [...this.#statuses.keys()].filter((learner) => !atRest.has(learner));
    const room = Math.max(0, this.most - learners.length);
    const memory = { free: room * 2 ** 20, perHost: 2 ** 20 };
    return {
      most: this.most,
      learners,
      spares: this.spares,
      room,
      memory,
      kept: { most: null, hosts: this.kept },
    };
  }

  pin(learner: string, pinned: boolean): void {
    this.kept = this.kept.map((one) => (one.learner === learner ? { ...one, pinned } : one));
  }

  async copy(from: string, to: string): Promise<void> {
    this.#requireReady(from);
    cpSync(this.folder(from), this.folder(to), { recursive: true });
    this.setStatus(to, { state: 'waking' });
  }

  async throwAway(learner: string): Promise<void> {
    this.kept = this.kept.filter((one) => one.learner !== learner);
    const lost = { at: new Date().toISOString(), why: 'instructor' } as const;
    if (this.#statuses.has(learner)) this.setStatus(learner, { state: 'at-rest', lost });
  }

  statuses(): Iterable<[learner: string, status: HostStatus]> {
    return this.#statuses;
  }

  onStatus(listener: (learner: string, status: HostStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {}

  #command(learner: string, [file = '', ...args]: string[]): ShellCommand {
    return { file, args, env: bareEnv({ HOME: this.folder(learner), LANG: 'C.UTF-8' }) };
  }

  #requireReady(learner: string): void {
    const { state } = this.#statuses.get(learner) ?? {};
    if (state !== 'ready')
      throw new HostNotReady(`Your lab host is ${state ?? 'not there'}; wait until it is ready.`);
  }
}
