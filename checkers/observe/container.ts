import type { Framework } from '../../protocol/scenario.ts';
import type { LabHost } from '../define.ts';

/** A container that its framework lists and the kernel confirms. */
export interface ObservedContainer {
  framework: Framework;
  name: string;
  /** Docker's or Podman's id of 64 hexadecimal digits. Incus and LXD have only names. */
  id?: string;
  /** The name of the image it was made from; with Incus and LXD, the image's own description. */
  image?: string;
  /** What tells that image from others, whatever they are called: Docker's and Podman's id of it, Incus's and LXD's fingerprint. */
  imageId?: string;
  /** Whose Podman it is: `root`, or the user's name. */
  owner?: string;
  /** Also true of a paused container, since its processes are there, and not of one that waits to be started again. */
  running: boolean;
  /** What its framework says of it beside. Podman, which has no daemon, says nothing. */
  pause?: 'paused' | 'restarting';
  /** The id of its first process, as `ps` on the host shows it; only when the container runs. */
  pid?: number;
}

/** The containers of one framework, and how they were found. */
export interface FrameworkFacts {
  framework: Framework;
  /** Whether its daemon answers. Podman has no daemon. */
  daemon: boolean;
  containers: ObservedContainer[];
  /** Command that an instructor can repeat on the host. */
  command: string;
}

/** The first process of a container, and the framework's program that started it and watches it. */
export interface FirstProcess {
  pid: number;
  framework: Framework;
  /** The watching program's command line. */
  watcher: string;
}

/** The type of every framework's reader. `firsts` is the kernel's view, which is read at the same time. */
export type FrameworkReader = (
  host: LabHost,
  firsts: Promise<readonly FirstProcess[]>,
) => Promise<FrameworkFacts>;

/** A container runs when its framework says so and the kernel has its first process. Otherwise it is stopped. */
export function confirmed(
  container: Omit<ObservedContainer, 'running' | 'pid'>,
  first: FirstProcess | undefined,
): ObservedContainer {
  return first ? { ...container, running: true, pid: first.pid } : { ...container, running: false };
}
