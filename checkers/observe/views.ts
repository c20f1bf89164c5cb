import type { LabHost } from '../define.ts';
import type { ObservedContainer } from './container.ts';
import { type ContainerFacts, lookedInto, readContainers } from './containers.ts';
import { type Link, readLinks } from './links.ts';
import { readNetnsOfProcesses } from './network-namespaces.ts';

/** A running container, with the interfaces that its first process sees. */
export interface View {
  container: ObservedContainer;
  /** It has no network namespace of its own, but the host's (`--net=host`). */
  isHosts: boolean;
  links: Link[];
}

export interface ViewFacts {
  containers: ContainerFacts;
  host: Link[];
  views: View[];
}

/** The host's interfaces, and those that each running container sees in its network namespace. */
export async function readViews(host: LabHost): Promise<ViewFacts> {
  const containers = await readContainers(host);
  const [own, netns] = await Promise.all([readLinks(host), readNetnsOfProcesses(host)]);
  const views = await Promise.all(
    lookedInto(containers).map(async (container) => {
      const pid = container.pid as number;
      const isHosts = netns.get(pid) === netns.get(1);
      return { container, isHosts, links: isHosts ? own : await readLinks(host, { netnsOf: pid }) };
    }),
  );
  return { containers, host: own, views };
}

/** Addresses that reach further than their own link. */
export const reachable = (links: readonly Link[]) =>
  links.flatMap(({ addresses }) => addresses.filter(({ scope }) => scope === 'global'));

/** As `ip -br addr` shows them. */
export const shown = (links: readonly Link[]): string =>
  links
    .map(
      ({ name, addresses }) =>
        `${name} ${addresses.map(({ address, prefix }) => `${address}/${prefix}`).join(' ')}`,
    )
    .join('\n');
