import { Difficulty, Framework } from '../../protocol/scenario.ts';

/** What scenarios of one kind have in common. Ranges name their least and their most. */
export interface Shape {
  frameworks: readonly [number, number];
  /** Containers of each framework. */
  containers: readonly [number, number];
  /** Chance that a container runs, beyond the first of its framework, which does. */
  running: number;
  /** One of these is always among the frameworks. */
  needed: readonly Framework[];
  /** Frameworks, none of them needed, of which every container is stopped. */
  idle: number;
  /** Chance of a port that nmap does not try by itself; unless it is 0, one that is open is of that kind. */
  untriedPorts: number;
  /** One container that runs has its port on IPv6 only. */
  ipv6Only: boolean;
}

/** Only these open a port of the host, without which nobody could say which are open. */
const PUBLISHING = ['docker', 'podman'] as const;

const medium: Shape = {
  frameworks: [2, 4],
  containers: [1, 3],
  running: 0.6,
  needed: PUBLISHING,
  idle: 0,
  untriedPorts: 0,
  ipv6Only: false,
};

const shapes: Record<Difficulty, Shape> = {
  easy: { ...medium, frameworks: [2, 3], containers: [1, 2], running: 1 },
  medium,
  hard: {
    frameworks: [3, 4],
    containers: [1, 3],
    running: 0.5,
    // Rootless Podman can't: what it binds to [::] takes IPv4 too.
    needed: ['docker'],
    idle: 1,
    untriedPorts: 0.5,
    ipv6Only: true,
  },
};

/** Seeds that name no difficulty draw as they did before there were any, also where that leaves no port open. */
const unnamed: Shape = { ...medium, needed: Framework.options };

/** The shape that a seed names by what stands before its first hyphen. */
export function shapeOf(seed: string): Shape {
  const named = Difficulty.safeParse(/^([a-z]+)-./.exec(seed)?.[1]);
  return named.success ? shapes[named.data] : unnamed;
}
