import type { Framework } from '../../protocol/scenario.ts';
import type { LabHost, RunOptions, RunResult } from '../define.ts';
import type { FrameworkFacts, ObservedContainer } from '../observe/container.ts';
import { readFramework } from '../observe/containers.ts';
import { readFirstProcesses } from '../observe/first-processes.ts';
import { readBound } from '../observe/network-namespaces.ts';
import { placeOf, type Where } from './where.ts';

/** A lab host as the checks of one exercise look at it together: what several ask for is looked at once. */
export class Surroundings {
  readonly host: LabHost;
  readonly #frameworks = new Map<Framework, Promise<FrameworkFacts>>();
  #firsts: ReturnType<typeof readFirstProcesses> | undefined;
  #bound: ReturnType<typeof readBound> | undefined;

  constructor(host: LabHost) {
    this.host = host;
  }

  /** What one framework has; only its own daemon is asked. */
  framework(framework: Framework): Promise<FrameworkFacts> {
    this.#firsts ??= readFirstProcesses(this.host);
    const asked = this.#frameworks.get(framework) ?? readFramework(this.host, framework, this.#firsts);
    this.#frameworks.set(framework, asked);
    return asked;
  }

  /** Containers of this name; Podman has some for each user. Running ones first. */
  async containers(framework: Framework, name: string): Promise<ObservedContainer[]> {
    const { containers } = await this.framework(framework);
    return containers
      .filter((one) => one.name === name)
      .sort((a, b) => Number(b.running) - Number(a.running));
  }

  /** How to run a program there; undefined when there is no such place now. */
  async reach(where: Where): Promise<RunOptions | undefined> {
    const place = placeOf(where);
    if (place.kind === 'host') return {};
    if (place.kind === 'container') {
      const [first] = await this.containers(place.framework, place.name);
      return first?.pid === undefined ? undefined : { netnsOf: first.pid };
    }
    this.#bound ??= readBound(this.host);
    const found = (await this.#bound).find(({ path }) => path === `/run/netns/${place.name}`);
    return found && { netnsAt: { path: found.path, seenBy: found.seenBy } };
  }

  /** Runs a trusted program there. Undefined when there is no such place. */
  async run(where: Where, argv: readonly string[], timeoutMs?: number): Promise<RunResult | undefined> {
    const options = await this.reach(where);
    return options && this.host.run(argv, { ...options, ...(timeoutMs ? { timeoutMs } : {}) });
  }
}
