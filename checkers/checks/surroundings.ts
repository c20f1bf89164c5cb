import { isIP, isIPv6 } from 'node:net';
import type { Framework } from '../../protocol/scenario.ts';
import type { LabHost, RunOptions, RunResult } from '../define.ts';
import type { FrameworkFacts, ObservedContainer } from '../observe/container.ts';
import { readFramework } from '../observe/containers.ts';
import { readFirstProcesses } from '../observe/first-processes.ts';
import { type OciImage, readImages } from '../observe/images.ts';
import { type Link, readLinks } from '../observe/links.ts';
import { parseSockets, type Socket } from '../observe/listeners.ts';
import { readBound } from '../observe/network-namespaces.ts';
import { readRouters } from '../observe/routers.ts';
import { placeOf, type Target, type Where } from './where.ts';

/** A lab host as all checks of one exercise share it: what several checks ask for is looked up once. */
export class Surroundings {
  readonly host: LabHost;
  readonly #frameworks = new Map<Framework, Promise<FrameworkFacts>>();
  #firsts: ReturnType<typeof readFirstProcesses> | undefined;
  #bound: ReturnType<typeof readBound> | undefined;
  #routers: ReturnType<typeof readRouters> | undefined;
  readonly #images = new Map<'docker' | 'podman', Promise<OciImage[]>>();
  readonly #links = new Map<Where, Promise<Link[] | undefined>>();

  constructor(host: LabHost) {
    this.host = host;
  }

  /** The containers of one framework. Only that framework's daemon is asked. */
  framework(framework: Framework): Promise<FrameworkFacts> {
    this.#firsts ??= readFirstProcesses(this.host);
    const asked = this.#frameworks.get(framework) ?? readFramework(this.host, framework, this.#firsts);
    this.#frameworks.set(framework, asked);
    return asked;
  }

  /** Containers with this name, running ones first. There can be several, since each user has a Podman of their own. */
  async containers(framework: Framework, name: string): Promise<ObservedContainer[]> {
    const { containers } = await this.framework(framework);
    return containers
      .filter((one) => one.name === name)
      .sort((a, b) => Number(b.running) - Number(a.running));
  }

  /** The images of Docker or of all users' Podmans. */
  images(framework: 'docker' | 'podman'): Promise<OciImage[]> {
    const asked = this.#images.get(framework) ?? readImages(this.host, framework);
    this.#images.set(framework, asked);
    return asked;
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

  /** The interfaces of that place. Undefined when there is no such place. */
  links(where: Where): Promise<Link[] | undefined> {
    const read = async () => {
      const options = await this.reach(where);
      return options && readLinks(this.host, options);
    };
    const asked = this.#links.get(where) ?? read();
    this.#links.set(where, asked);
    return asked;
  }

  /** The sockets that listen there. Undefined when there is no such place. */
  async sockets(where: Where): Promise<Socket[] | undefined> {
    const result = await this.run(where, ['ss', '-Htlnp']);
    return result && parseSockets(result.stdout);
  }

  /**
   * The address that a target means: itself, that of the host's router, or the first global one of a place. Undefined when there is none of
   * that family.
   */
  async addressOf(to: Target, family: 'inet' | 'inet6'): Promise<string | undefined> {
    if (isIP(to) !== 0) return to;
    if (to === 'router') {
      this.#routers ??= readRouters(this.host);
      return (await this.#routers).find((one) => isIPv6(one) === (family === 'inet6'));
    }
    const addresses = (await this.links(to))?.flatMap((link) => link.addresses) ?? [];
    return addresses.find((one) => one.family === family && one.scope === 'global')?.address;
  }

  /** Runs a trusted program there. Undefined when there is no such place. */
  async run(where: Where, argv: readonly string[], timeoutMs?: number): Promise<RunResult | undefined> {
    const options = await this.reach(where);
    return options && this.host.run(argv, { ...options, ...(timeoutMs ? { timeoutMs } : {}) });
  }
}
