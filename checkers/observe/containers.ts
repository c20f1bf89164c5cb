import { type Framework, frameworkName } from '../../protocol/scenario.ts';
import type { Evidence } from '../../protocol/verdict.ts';
import { type LabHost, ObserveError } from '../define.ts';
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
 * Compares what each framework says with the kernel: a container runs when both say so. A learner can make a framework lie, but a lie does not
 * make a process of the framework's own program. A framework that lies can still hide a container, which is the same as stopping it.
 *
 * All are asked at once, so a container that starts or stops meanwhile counts as it was at one moment of the look.
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

/** The same for one framework. No other daemon is asked. */
export function readFramework(
  host: LabHost,
  framework: Framework,
  firsts: Promise<readonly FirstProcess[]>,
): Promise<FrameworkFacts> {
  return readers[framework](host, firsts);
}

export const runningOf = ({ frameworks }: ContainerFacts): ObservedContainer[] =>
  frameworks.flatMap(({ containers }) => containers.filter(({ running }) => running));

/** The most containers that a check looks into, since each takes programs of its own. */
const MOST_ENTERED = 100;

/** The running containers, for a check that looks into each. @throws ObserveError when there are too many */
export function lookedInto(facts: ContainerFacts): ObservedContainer[] {
  const running = runningOf(facts);
  if (running.length <= MOST_ENTERED) return running;
  throw new ObserveError(
    `${running.length} containers run on your lab host, and a check looks into ${MOST_ENTERED} at most: stop some.`,
  );
}

/** Whether a container that is paused, or waits to be started again, counts as running; said only where there is such a one. */
export function pausesAmong(frameworks: readonly FrameworkFacts[]): string {
  const pauses = new Set(frameworks.flatMap(({ containers }) => containers.map(({ pause }) => pause)));
  const paused = ' A paused container counts as running: its processes are there.';
  const restarting = ' A container that has ended and waits to be started again does not count as running.';
  return `${pauses.has('paused') ? paused : ''}${pauses.has('restarting') ? restarting : ''}`;
}

/** What was seen of one framework, for an instructor to open. */
export function evidenceOf({ framework, daemon, containers, command }: FrameworkFacts): Evidence {
  const lines = containers.map(({ name, owner, running, pid, pause }) => {
    const whose = owner === undefined ? '' : ` (${owner}'s)`;
    const state = running ? `running${pause ? `, but ${pause}` : ''}, PID ${pid}` : (pause ?? 'stopped');
    return `${name}${whose}: ${state}`;
  });
  const none =
    daemon || framework === 'podman'
      ? 'no containers'
      : `${frameworkName[framework]}'s daemon does not answer`;
  return { command, seen: lines.join('\n') || none };
}
