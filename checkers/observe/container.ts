import type { Framework } from '../../protocol/scenario.ts';
import type { LabHost } from '../define.ts';

/** A container as its own framework tells of it. */
export interface ObservedContainer {
  framework: Framework;
  name: string;
  /** What the framework itself says; observe/containers.ts holds it against the kernel's view. */
  running: boolean;
  /** Its first process, as the host's own `ps` numbers it; only when it runs. */
  pid?: number;
  /** TCP ports of the host that lead to it. */
  publishedPorts: number[];
}

/** What one framework has, and how that was found out. */
export interface FrameworkFacts {
  framework: Framework;
  /** Its daemon answers; Podman has none. */
  daemon: boolean;
  containers: ObservedContainer[];
  /** Commands that an instructor can repeat. */
  command: string;
}

/** The one shape of every framework's reader. */
export type FrameworkReader = (host: LabHost, processes: readonly HostProcess[]) => Promise<FrameworkFacts>;

/** One line of observe/processes.ts. */
export interface HostProcess {
  pid: number;
  ppid: number;
  uid: number;
  /** The program file the kernel runs; empty for kernel threads and zombies. */
  exe: string;
  args: string;
}
