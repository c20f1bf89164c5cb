import path from 'node:path';
import type { HostStatus } from '../../protocol/host.ts';
import { loadChecker } from '../grading/checker.ts';
import { HostMaps } from '../host-map/maps.ts';
import { HostNotReady, type Hosts } from '../hosts/contract.ts';
import type { HostMaker, MarkedMap, ShellId } from './contract.ts';
import { Shells } from './shells.ts';

interface Parts {
  hosts: Hosts;
  checkersDir: string;
  /** User id whose ptys shells are started on. */
  owner: number;
}

/** The host-maker in the process that holds the hosts. */
export class LocalHostMaker implements HostMaker {
  readonly #hosts: Hosts;
  readonly #checkersDir: string;
  readonly #shells: Shells;
  readonly #maps = new HostMaps();
  readonly #leftListeners = new Set<(shell: ShellId, code: number) => void>();
  readonly #statuses = new Map<string, HostStatus>();

  constructor({ hosts, checkersDir, owner }: Parts) {
    this.#hosts = hosts;
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

  status(learner: string): HostStatus | undefined {
    return this.#hosts.status(learner);
  }

  /** Of every learner who asked for a host. */
  statuses(): Iterable<[learner: string, status: HostStatus]> {
    return this.#statuses;
  }

  async observe(learner: string, checker: string): Promise<unknown> {
    const host = this.#hosts.labHost(learner);
    const { check } = await loadChecker(path.join(this.#checkersDir, `${checker}.ts`));
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
