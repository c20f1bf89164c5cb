import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameworkFacts } from '../container.ts';
import type { ContainerFacts } from '../containers.ts';
import { joinDocker, parseList } from '../docker.ts';
import { firstProcesses } from '../first-processes.ts';
import { joinInstances, parseInstances } from '../instances.ts';
import { parseListeners } from '../listeners.ts';
import { parseLsns } from '../lsns.ts';
import { parseOpen } from '../nmap.ts';
import { joinPodman, parseStores } from '../podman.ts';
import { joinPorts, type PortFacts } from '../ports.ts';
import { parseProcesses } from '../processes.ts';
import { candidates, parseStat, watchers } from '../programs.ts';

/** The output of a tool. The file's name says which tool, and its version. */
export const recorded = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8');

/** On that host Incus and LXD still started containers themselves. */
export const watchersThen = { ...watchers, incus: ['/usr/libexec/incus/incusd'], lxd: ['/usr/bin/lxd'] };

/**
 * All files here were recorded on one lab host, on which a learner had been busy: containers stopped, paused, of two
 * owners and in a second project; ports on one address only; programs run inside containers.
 */
export const firsts = firstProcesses(
  parseProcesses(recorded('ps-procps-4.0.4.txt')),
  parseLsns(recorded('lsns-util-linux-2.41.txt')),
  new Map(
    candidates(parseStat(recorded('stat-coreutils-9.7.txt')), watchersThen)
      .filter(({ same }) => same)
      .map(({ pid, framework }) => [pid, framework]),
  ),
);

const listed = {
  docker: joinDocker(parseList(recorded('docker-26.1.5-containers.txt')), firsts),
  podman: joinPodman(parseStores(recorded('podman-5.4.2-stores.txt')), firsts),
  incus: joinInstances(parseInstances(recorded('incus-6.0.4-instances.txt'), 'incus'), firsts, 'incus'),
  lxd: joinInstances(parseInstances(recorded('lxd-5.0.2-instances.txt'), 'lxd'), firsts, 'lxd'),
};

const facts = (framework: keyof typeof listed): FrameworkFacts => ({
  framework,
  daemon: framework !== 'podman',
  containers: listed[framework],
  command: `list ${framework}`,
});

/** Running: four of Docker, three of Podman, two of Incus, one of LXD. One container of each framework is stopped. */
export const containers: ContainerFacts = {
  frameworks: [facts('docker'), facts('podman'), facts('incus'), facts('lxd')],
};

/** Open: 6666, 8080, 8099, 8888; inside only: 7777, 9010. */
export const ports: PortFacts = joinPorts(
  ['nmap-7.95-connect-ipv4.xml', 'nmap-7.95-connect-ipv6.xml'].flatMap((name) => parseOpen(recorded(name))),
  parseListeners(recorded('ss-iproute2-6.15-listening.txt')),
);
