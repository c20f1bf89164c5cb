import type { Framework } from '../../protocol/scenario.ts';
import type { LabHost } from '../define.ts';

/** A container, as its framework lists it and the kernel bears it out. */
export interface ObservedContainer {
  framework: Framework;
  name: string;
  /** The 64 hexadecimal digits that Docker and Podman know it by; Incus and LXD have only names. */
  id?: string;
  /** What it was made from: an image's name, or with Incus and LXD what the image says of itself. */
  image?: string;
  /** Whose Podman it is: `root`, or the user's name. */
  owner?: string;
  /** A paused one runs too: its processes are there. */
  running: boolean;
  /** Its first process, as the host's own `ps` numbers it; only when it runs. */
  pid?: number;
}

/** What one framework has, and how that was found out. */
export interface FrameworkFacts {
  framework: Framework;
  /** Its daemon answers; Podman has none. */
  daemon: boolean;
  containers: ObservedContainer[];
  /** Command that an instructor can repeat on the host. */
  command: string;
}

/** The first process of a container, and the framework's own program that started it and stays to watch it. */
export interface FirstProcess {
  pid: number;
  framework: Framework;
  /** The watching program's command line. */
  watcher: string;
}

/** The one shape of every framework's reader. `firsts` is the kernel's view, still being read. */
export type FrameworkReader = (
  host: LabHost,
  firsts: Promise<readonly FirstProcess[]>,
) => Promise<FrameworkFacts>;

/** A container that its framework says runs, and whose first process the kernel has too; else it is stopped. */
export function confirmed(
  container: Omit<ObservedContainer, 'running' | 'pid'>,
  first: FirstProcess | undefined,
): ObservedContainer {
  return first ? { ...container, running: true, pid: first.pid } : { ...container, running: false };
}
