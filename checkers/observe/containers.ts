import { type Framework, frameworkName } from '../../protocol/scenario.ts';
import type { Evidence } from '../../protocol/verdict.ts';
import type { LabHost } from '../define.ts';
import { batched } from './batch.ts';
import type { FirstProcess, FrameworkFacts, FrameworkReader, ObservedContainer } from './container.ts';
import { readDocker } from './docker.ts';
import { readFirstProcesses } from './first-processes.ts';
import { readIncus } from './incus.ts';
import { readLxd } from './lxd.ts';
import { readPodman } from './podman.ts';

const readers: Record<Framework, FrameworkReader> = {
  docker: readDocker,
  podman: readPodman,
  incus: readIncus,
  lxd: readLxd,
};

/** All containers of all frameworks. */
export interface ContainerFacts {
  frameworks: FrameworkFacts[];
}

/**
 * What each framework says, held against the kernel: a container runs when both have it running. A framework can be made to
 * lie, but not to make a process of its own program; what remains is that one replaced by a liar can hide a
 * container, as stopping it would.
 *
 * All is asked at once, so a container that starts or stops meanwhile counts as it was at one moment of the look.
 */
export async function readContainers(host: LabHost): Promise<ContainerFacts> {
  const firsts = readFirstProcesses(batched(host));
  const daemons = batched(host);
  const [, ...frameworks] = await Promise.all([
    firsts,
    ...Object.values(readers).map((read) => read(daemons, firsts)),
  ]);
  return { frameworks };
}

/** The same of one framework; no other's daemon is asked. */
export function readFramework(
  host: LabHost,
  framework: Framework,
  firsts: Promise<readonly FirstProcess[]>,
): Promise<FrameworkFacts> {
  return readers[framework](host, firsts);
}

export const runningOf = ({ frameworks }: ContainerFacts): ObservedContainer[] =>
  frameworks.flatMap(({ containers }) => containers.filter(({ running }) => running));

/** What was seen of one framework, for an instructor to open. */
export function evidenceOf({ framework, daemon, containers, command }: FrameworkFacts): Evidence {
  const lines = containers.map(({ name, owner, running, pid }) => {
    const whose = owner === undefined ? '' : ` (${owner}'s)`;
    return `${name}${whose}: ${running ? `running, PID ${pid}` : 'stopped'}`;
  });
  const none =
    daemon || framework === 'podman'
      ? 'no containers'
      : `${frameworkName[framework]}'s daemon does not answer`;
  return { command, seen: lines.join('\n') || none };
}
