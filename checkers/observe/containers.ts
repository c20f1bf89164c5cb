import { type Framework, frameworkName } from '../../protocol/scenario.ts';
import type { Evidence } from '../../protocol/verdict.ts';
import type { LabHost } from '../define.ts';
import type { FrameworkFacts, FrameworkReader, ObservedContainer } from './container.ts';
import { readDocker } from './docker.ts';
import { readIncus } from './incus.ts';
import { type Namespace, readLsns } from './lsns.ts';
import { readLxd } from './lxd.ts';
import { readPodman } from './podman.ts';
import { readProcesses } from './processes.ts';

const readers: Record<Framework, FrameworkReader> = {
  docker: readDocker,
  podman: readPodman,
  incus: readIncus,
  lxd: readLxd,
};

/** All containers of all frameworks: what each framework says, held against the kernel's own list of namespaces. */
export interface ContainerFacts {
  frameworks: FrameworkFacts[];
}

/**
 * A container runs when its framework says so and its first process has a process namespace of its own. A framework
 * can be made to lie about a container, but not to make the kernel do so.
 */
export function confirm(facts: FrameworkFacts, namespaces: readonly Namespace[]): FrameworkFacts {
  const firsts = new Set(
    namespaces.flatMap(({ type, pid }) => (type === 'pid' && pid !== null ? [pid] : [])),
  );
  const containers = facts.containers.map((container): ObservedContainer => {
    if (container.running && container.pid !== undefined && firsts.has(container.pid)) return container;
    const { pid: _, ...rest } = container;
    return { ...rest, running: false };
  });
  return { ...facts, containers };
}

export async function readContainers(host: LabHost): Promise<ContainerFacts> {
  const processes = await readProcesses(host);
  const found = await Promise.all(Object.values(readers).map((read) => read(host, processes)));
  // After the frameworks were asked: a container that started meanwhile has its namespace by now.
  const namespaces = await readLsns(host);
  return { frameworks: found.map((facts) => confirm(facts, namespaces)) };
}

export const runningOf = ({ frameworks }: ContainerFacts): ObservedContainer[] =>
  frameworks.flatMap(({ containers }) => containers.filter(({ running }) => running));

/** What was seen of one framework, for an instructor to open. */
export function evidenceOf({ framework, daemon, containers, command }: FrameworkFacts): Evidence {
  const lines = containers.map(
    ({ name, running, pid }) => `${name}: ${running ? `running, PID ${pid}` : 'stopped'}`,
  );
  const none =
    daemon || framework === 'podman'
      ? 'no containers'
      : `${frameworkName[framework]}'s daemon does not answer`;
  return { command, seen: lines.join('\n') || none };
}
