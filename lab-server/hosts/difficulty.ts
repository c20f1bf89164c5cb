import { Difficulty, Framework } from '../../protocol/scenario.ts';

/** What scenarios of one kind have in common. A range has its least number and its most. */
export interface Shape {
  frameworks: readonly [number, number];
  /** Containers of each framework. */
  containers: readonly [number, number];
  /** Chance that a container runs. The first container of each framework always runs. */
  running: number;
  /** One of these is always among the frameworks. */
  needed: readonly Framework[];
  /** How many frameworks have only stopped containers. None of the needed frameworks is among them. */
  idle: number;
  /** Chance of a port that nmap does not try by itself. Unless the chance is 0, at least one open port is of that kind. */
  untriedPorts: number;
  /** Whether one running container has its port on IPv6 only. */
  ipv6Only: boolean;
}

/** Only these open a port of the host; without an open port the question which ports are open has no answer. */
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
    // Rootless Podman can't: a port that it binds to [::] takes IPv4 too.
    needed: ['docker'],
    idle: 1,
    untriedPorts: 0.5,
    ipv6Only: true,
  },
};

/** Seeds without a difficulty draw as they did before there were difficulties, even if that leaves no port open. */
const unnamed: Shape = { ...medium, needed: Framework.options };

/** The shape that a seed names by the word before its first hyphen. */
export function shapeOf(seed: string): Shape {
  const named = Difficulty.safeParse(/^([a-z]+)-./.exec(seed)?.[1]);
  return named.success ? shapes[named.data] : unnamed;
}
