import type { LabHost, RunOptions, RunResult } from '../../checkers/define.ts';
import type { HostStatus } from '../../protocol/host.ts';
import type { HostStep } from '../../protocol/host-step.ts';
import type { Scenario } from '../../protocol/scenario.ts';

/** Names one lab host to an engine. */
export type HostId = string;

/**
 * Names a LAN: the same id always gives the same prefixes and hardware addresses. A learner keeps theirs when their host is
 * reset, so that its addresses stay.
 */
export type LanId = string;

/** Called as a host comes up: what is being done, and which part (0 to 1) of all steps is done. */
export type Progress<Step extends HostStep = HostStep> = (step: Step, fraction: number) => void;

/** What node-pty starts to give a learner a login shell on their host. */
export interface ShellCommand {
  file: string;
  args: string[];
  env: Record<string, string>;
}

/** A TCP port as a lab host sees it: an address of its own, of a container, or of another on its LAN. */
export interface TcpPort {
  /** IPv4 or IPv6, without brackets or zone. */
  address: string;
  port: number;
}

/** What may be done with the files in the learner's home directory, all as the learner. Names are those of files right in it. */
export type FileWork =
  | { do: 'list' }
  | { do: 'get'; name: string }
  | { do: 'put'; name: string; bytes: number };

/** Makes and holds lab hosts. Nothing outside lab-server/hosts/ knows which engine runs. */
export interface Engine {
  /** Bytes of memory that one more host takes, with some room for what its learner runs. */
  readonly memoryPerHost: number;
  /** All learners have the same host, and none may change it; it is not parked. */
  readonly isShared: boolean;
  /** Makes the host and waits until every container of the scenario serves. Idempotent per id. */
  ensure(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<void>;
  /** The learner's own login shell. `command` runs one command line in it instead, as the learner. */
  shell(id: HostId, command?: string): ShellCommand;
  /** A program that joins its standard input and output with the port. The first line it writes is OK, or the name of an errno. */
  dialer(id: HostId, to: TcpPort): ShellCommand;
  /**
   * A program that does this. The first line it writes is OK, or the name of an errno. Then `put` takes so many bytes from its standard
   * input and prints the name that the file got, or nothing when it failed; `get` prints the file; `list` prints `size mtime name`, each
   * ended by NUL.
   */
  files(id: HostId, work: FileWork): ShellCommand;
  /** The addresses a host has on this LAN, IPv4 then IPv6. */
  addresses(lan: LanId): string[];
  /** Puts a host that is up on another LAN: its own addresses and its containers' become that LAN's. */
  move(id: HostId, lan: LanId): Promise<void>;
  /** Holds a host still, with all that runs on it, and gives its memory back as far as the machine can keep it elsewhere. */
  park(id: HostId): Promise<void>;
  /** Lets a parked host go on where it was. Nothing when it is not parked. */
  unpark(id: HostId): Promise<void>;
  /** A trusted program, as LabHost.run says. */
  run(id: HostId, argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Throws away all that the learner changed; the host comes back as the scenario says. */
  reset(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<void>;
  destroy(id: HostId): Promise<void>;
  /** Every host that is there, up or not. */
  list(): Promise<HostId[]>;
  /** Whether the host's first program still runs. */
  isUp(id: HostId): Promise<boolean>;
  /** Memory charged to the host in bytes, and its number of processes. */
  usage(id: HostId): Promise<{ memoryBytes: number; processes: number }>;
  /** Destroys every host, and what is half made; then `ensure` of those that were being made fails. */
  close(): Promise<void>;
}

/** The learner's host is not ready; the message says which state it is in. */
export class HostNotReady extends Error {
  override name = 'HostNotReady';
}

/** What the rest of the lab server asks of lab hosts: one per learner, made in the background. */
export interface Hosts {
  /** Starts making the learner's host, or bringing it back, unless it is there or on its way. Returns at once; follow `onStatus`. */
  ensure(learner: string): void;
  /** Undefined when the learner never asked for a host. */
  status(learner: string): HostStatus | undefined;
  /** Returns at once; follow `onStatus`. @throws HostNotReady while it is being made or reset. */
  reset(learner: string): void;
  /** Destroys the learner's host; the next `ensure` makes another, of the same scenario and LAN. */
  release(learner: string): Promise<void>;
  /** As Engine says. @throws HostNotReady */
  shell(learner: string, command?: string): ShellCommand;
  /** As Engine says. @throws HostNotReady */
  dialer(learner: string, to: TcpPort): ShellCommand;
  /** As Engine says. @throws HostNotReady */
  files(learner: string, work: FileWork): ShellCommand;
  /** @throws HostNotReady */
  labHost(learner: string): LabHost;
  /** The same, to look at without using it: it may be parked meanwhile. @throws HostNotReady */
  seenHost(learner: string): LabHost;
  /** Hosts that wait ready for whoever joins or resets next. */
  readonly spares?: number;
  /** The learner is at work just now, so that their host is not parked. */
  active?(learner: string): void;
  /** Returns a function that ends the subscription. */
  onStatus(listener: (learner: string, status: HostStatus) => void): () => void;
  /** Destroys every host. */
  close(): Promise<void>;
}
