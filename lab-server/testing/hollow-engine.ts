import type { Scenario } from '../../protocol/scenario.ts';
import type { Engine, HostId, KeptHost, LanId, Progress, Woken } from '../hosts/contract.ts';

/** Makes hosts at once that do nothing, and knows what each was made for. */
export class HollowEngine implements Engine {
  readonly memoryPerHost = 2 ** 20;
  readonly isShared: boolean = false;
  readonly hosts = new Map<HostId, Scenario>();
  readonly parked = new Set<HostId>();
  /** Hosts at rest; those that were `cut` off too. */
  readonly #atRest = new Map<HostId, { scenario: Scenario; cut: boolean }>();
  /** Since when a host rests, if not since now. */
  readonly restsSince = new Map<HostId, string>();
  whileResting = async (): Promise<void> => {};
  whileWaking = async (): Promise<void> => {};

  async ensure(id: HostId, scenario: Scenario): Promise<void> {
    this.hosts.set(id, scenario);
  }

  async reset(id: HostId, scenario: Scenario): Promise<void> {
    this.#atRest.delete(id);
    this.hosts.set(id, scenario);
  }

  async destroy(id: HostId): Promise<void> {
    this.hosts.delete(id);
    this.#atRest.delete(id);
  }

  async isUp(id: HostId): Promise<boolean> {
    return this.hosts.has(id);
  }

  async list(): Promise<HostId[]> {
    return [...this.hosts.keys(), ...this.#atRest.keys()];
  }

  async close(keeping: ReadonlySet<HostId> = new Set()): Promise<void> {
    this.hosts.clear();
    for (const id of [...this.#atRest.keys()]) if (!keeping.has(id)) this.#atRest.delete(id);
  }

  async park(id: HostId): Promise<void> {
    this.parked.add(id);
  }

  async unpark(id: HostId): Promise<void> {
    this.parked.delete(id);
  }

  async rest(id: HostId): Promise<void> {
    await this.whileResting();
    const scenario = this.hosts.get(id);
    if (!scenario) throw new Error(`${id} is not up`);
    this.hosts.delete(id);
    this.#atRest.set(id, { scenario, cut: false });
  }

  async kept(id: HostId): Promise<KeptHost | undefined> {
    if (!this.#atRest.has(id)) return undefined;
    return { at: this.restsSince.get(id) ?? new Date().toISOString(), bytes: 100 };
  }

  async wake(id: HostId, _now: Scenario, _lan: LanId, progress: Progress): Promise<Woken> {
    progress('looking at its disk', 0.1);
    await this.whileWaking();
    const { scenario, cut } = this.#atRest.get(id) ?? {};
    if (!scenario) throw new Error(`${id} is not at rest`);
    this.#atRest.delete(id);
    this.hosts.set(id, scenario);
    return { at: new Date().toISOString(), containers: [], cut: cut ?? false, older: false };
  }

  async copy(from: HostId, to: HostId): Promise<void> {
    const scenario = this.hosts.get(from) ?? this.#atRest.get(from)?.scenario;
    if (scenario) this.#atRest.set(to, { scenario, cut: false });
  }

  /** The hosts at rest. */
  get atRest(): HostId[] {
    return [...this.#atRest.keys()];
  }

  /** What a power cut does; of the hosts that are not named nothing is left. */
  losePower(except: readonly HostId[]): void {
    for (const id of except) {
      const scenario = this.hosts.get(id);
      if (scenario) this.#atRest.set(id, { scenario, cut: true });
    }
    this.hosts.clear();
  }

  addresses = () => [];
  move = async () => {};
  usage = async () => ({ memoryBytes: 0, processes: 0 });
  run = () => Promise.reject(new Error('no program runs here'));
  shell = () => ({ file: 'true', args: [], env: {} });
  dialer = this.shell;
  files = this.shell;
}
