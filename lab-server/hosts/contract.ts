import type { LabHost, RunOptions, RunResult } from '../../checkers/define.ts';
import type { HostBefore, HostCapacity, HostStatus } from '../../protocol/host.ts';
import type { HostStep } from '../../protocol/host-step.ts';
import type { Scenario } from '../../protocol/scenario.ts';
import { Refused } from '../common/refused.ts';

/** Names one lab host to an engine. */
export type HostId = string;

/**
 * Names a LAN: the same id always gives the same prefixes and hardware addresses. A learner keeps their LAN over a reset, so that
 * the host's addresses stay.
 */
export type LanId = string;

/** Called as a host comes up, with the step under way and the part (0 to 1) of all steps that is done. */
export type Progress<Step extends HostStep = HostStep> = (step: Step, fraction: number) => void;

/** What node-pty starts to give a learner a login shell on their host. */
export interface ShellCommand {
  file: string;
  args: string[];
  env: Record<string, string>;
}

/** A TCP port as a lab host sees it: at an address of the host, of a container, or of another host on its LAN. */
export interface TcpPort {
  /** IPv4 or IPv6, without brackets or zone. */
  address: string;
  port: number;
}

/** What may be done with files, all as the learner. Names are of files directly in their home directory. */
export type FileWork =
  | { do: 'list' }
  | { do: 'get'; name: string }
  | { do: 'put'; name: string; bytes: number }
  /** The page's editor (edit.pl), as root if the learner may use sudo. */
  | { do: 'edit'; sudo: boolean };

/** The parts of the way in for ssh: what keeps the keys and asks about codes, and OpenSSH's server for one connection (ssh-door of the lab image). */
export type SshPart = 'guard' | 'connection';

/** What is kept on disk of a host that is at rest. */
export interface KeptHost {
  /** When it went to rest, as ISO 8601. */
  at: string;
  /** Bytes of disk. */
  bytes: number;
}

/** A container that ran when its host went to rest, and whether it runs again. */
export interface WokenContainer {
  framework: Scenario['containers'][number]['framework'];
  name: string;
  back: boolean;
}

/** What came back with a host that was woken. */
export interface Woken {
  /** When its rest began. */
  at: string;
  containers: WokenContainer[];
  /** It had ended without a rest, as by a power cut, so what was written last may be missing. */
  cut: boolean;
  /** Hosts are made of another lab image or scenario by now than this one. */
  older: boolean;
}

/** A kept host can't be woken any more. */
export class HostLost extends Error {
  override name = 'HostLost';
  /** Its disk is broken; what it was made of is gone. */
  readonly why: 'disk' | 'image';

  constructor(why: HostLost['why'], message: string) {
    super(message);
    this.why = why;
  }
}

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
  /** A program that joins its standard input and output with the port. It first writes a line: OK, or the name of an errno. */
  dialer(id: HostId, to: TcpPort): ShellCommand;
  /**
   * A program that does this. It first writes a line: OK, or the name of an errno. Then `put` reads that many bytes from its standard
   * input and prints the name that the file got, or nothing if it failed. `get` prints the file. `list` prints `size mtime name` for
   * each file, ended by NUL. `edit` reads one request of the editor and answers it, as edit.pl says.
   */
  files(id: HostId, work: FileWork): ShellCommand;
  /**
   * A program that is this part. It first writes a line: OK, or the name of an errno. Left out by an engine whose hosts have no way in of their
   * own for ssh.
   */
  ssh?(id: HostId, part: SshPart): ShellCommand;
  /** The addresses a host has on this LAN, IPv4 then IPv6. */
  addresses(lan: LanId): string[];
  /** Puts a host that is up on another LAN: its own addresses and its containers' become that LAN's. */
  move(id: HostId, lan: LanId): Promise<void>;
  /** Holds a host still, with all that runs on it, and gives back as much of its memory as the machine can keep elsewhere. */
  park(id: HostId): Promise<void>;
  /** Lets a parked host go on where it was. Does nothing to a host that is not parked. */
  unpark(id: HostId): Promise<void>;
  /**
   * Puts a host that is up to rest: ends all that runs on it and keeps what is on its disk. Left out, with `kept` and `wake`, by an engine that
   * can't. If the lab server is killed meanwhile, the host is either up as before or at rest, and so it is with `wake`.
   * @param quick gives no program time to end by itself.
   */
  rest?(id: HostId, quick?: boolean): Promise<void>;
  /** What is kept of a host that is not up, however it went down. Undefined if it is up, or nothing that could be woken is there. */
  kept?(id: HostId): Promise<KeptHost | undefined>;
  /**
   * Starts a host that is at rest with what is on its disk: its daemons, and the containers that a machine would start after a reboot.
   * @throws HostLost when that will never be possible, and Error when it failed and may be tried again.
   */
  wake?(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<Woken>;
  /** Makes a host at rest of this name that has what is on the disk of the other one, which is up or at rest. Left out as `rest` is. */
  copy?(from: HostId, to: HostId): Promise<void>;
  /** A trusted program, as LabHost.run says. */
  run(id: HostId, argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Throws away all that the learner changed; the host comes back as the scenario says. */
  reset(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<void>;
  destroy(id: HostId): Promise<void>;
  /** Every host that exists, up or not. */
  list(): Promise<HostId[]>;
  /** Whether the host's first program still runs. */
  isUp(id: HostId): Promise<boolean>;
  /**
   * Hosts that take so much of what no limit counts that others suffer, each with the reason in words for its learner. The caller
   * destroys them. Called every few seconds.
   */
  excess?(): Promise<Map<HostId, string>>;
  /** Memory charged to the host in bytes, and its number of processes. */
  usage(id: HostId): Promise<{ memoryBytes: number; processes: number }>;
  /** Destroys every host but those at rest that are named, also those half made, whose `ensure` then fails. */
  close(keeping?: ReadonlySet<HostId>): Promise<void>;
}

/** The learner's host is not ready. The message names its state. */
export class HostNotReady extends Refused {
  override name = 'HostNotReady';

  constructor(message: string) {
    super('host-not-ready', message, { retryAfter: 2 });
  }
}

/** What counts for an owner who has no host. */
export interface Asked {
  /** Of a host that they had on another machine, or whose scenario it shall have. */
  before?: HostBefore | undefined;
  /** The course of the learner; the first one when left out. Whoever has had a host keeps the course of its scenario. */
  course?: string | undefined;
}

/**
 * The lab hosts as the rest of the lab server uses them: one per learner, made in the background, and extra ones, which are thrown away when
 * nobody uses them. Where the name is `learner` it may be any owner (protocol/host-owner.ts).
 */
export interface LearnerHosts {
  /**
   * Starts to make the learner's host or to bring it back, unless it is on its way. One that is up counts as used. Returns
   * at once; follow `onStatus`.
   * @throws HostNotReady when there can be no such extra host, or the course is not served here.
   */
  ensure(learner: string, asked?: Asked): void;
  /** Undefined when the learner never asked for a host. */
  status(learner: string): HostStatus | undefined;
  /** Whether the learner's host is kept for good while it is at rest, whatever room there is. @throws HostNotReady when there is none. */
  pin(learner: string, pinned: boolean): void;
  /**
   * Puts the learner's host to rest, since they went on in another course. It does nothing where there is none that is up, or the engine puts none
   * to rest. Resolves when it rests.
   */
  rest(learner: string): Promise<void>;
  /**
   * Gives a learner or an instructor a copy of another's host, as it is now, in the place of their own. It has the scenario of the original and
   * the LAN of the learner who gets it; an instructor's has one of its own. Resolves when the copy is made and begins to wake. @throws HostNotReady
   */
  copy(from: string, to: string): Promise<void>;
  /** Throws away what is kept of the learner's host at rest, and notes for them that the instructor did it. */
  throwAway(learner: string): Promise<void>;
  /** The state of each host that is known. */
  statuses(): Iterable<[learner: string, status: HostStatus]>;
  /** As `ensure` if there is no host yet, else makes a fresh one. Returns at once; follow `onStatus`. @throws HostNotReady while it is being made or reset. */
  reset(learner: string): void;
  /** Destroys the learner's host, and the second one beside it; the next `ensure` makes another, of the same scenario and LAN. */
  release(learner: string): Promise<void>;
  /** As Engine says. @throws HostNotReady */
  shell(learner: string, command?: string): ShellCommand;
  /** As Engine says. @throws HostNotReady */
  dialer(learner: string, to: TcpPort): ShellCommand;
  /** As Engine says. @throws HostNotReady */
  files(learner: string, work: FileWork): ShellCommand;
  /** As Engine says. @throws HostNotReady, also where the engine has none. */
  ssh(learner: string, part: SshPart): ShellCommand;
  /** @throws HostNotReady */
  labHost(learner: string): LabHost;
  /** The same, for a look that does not count as use: the host may be parked meanwhile. @throws HostNotReady */
  seenHost(learner: string): LabHost;
  /** How many hosts there are, and how many more there can be. */
  capacity(): HostCapacity;
  /** Notes that the learner is at work now, so that their host is not parked. */
  active?(learner: string): void;
  /** Returns a function that ends the subscription. */
  onStatus(listener: (learner: string, status: HostStatus) => void): () => void;
  /** Puts learners' hosts to rest where the engine can, and destroys all others. */
  close(): Promise<void>;
}
