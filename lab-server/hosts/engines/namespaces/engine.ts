import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { ObserveError, type RunOptions, type RunResult } from '../../../../checkers/define.ts';
import type { Scenario } from '../../../../protocol/scenario.ts';
import {
  type Engine,
  type FileWork,
  type HostId,
  HostNotReady,
  type LanId,
  type Progress,
  type ShellCommand,
  type TcpPort,
} from '../../contract.ts';
import { ExecError, run } from '../../exec.ts';
import type { LabImage } from '../../image/build.ts';
import { type LanSettings, lansFrom } from '../../lan-settings.ts';
import { type Limits, limitsFrom } from '../../limits.ts';
import { hostMemory } from '../../room.ts';
import { untilServing } from '../../serving.ts';
import { sleepAfterFrom } from '../../sleeping.ts';
import { formAddresses } from './addressing.ts';
import { boot } from './boot.ts';
import { HostCgroups, removeInstanceCgroups } from './cgroups.ts';
import { ClassRouter } from './class-router.ts';
import { dialer, homeFiles, insideHost, loginShell, trusted } from './enter.ts';
import { type HostRecord, readLiveRecord, writeRecord } from './host-files.ts';
import { claimIds, releaseIds } from './ids.ts';
import { type Lan, lanOf } from './lan.ts';
import { moveTo } from './move.ts';
import { park, unpark } from './park.ts';
import { halt, removeFiles } from './teardown.ts';
import { discardUnfinished, ensureTemplate, type TemplateSource } from './template.ts';

/** ms in which the making of a host whose processes were ended has noticed. */
const MAKING_ENDS = 10_000;

export interface NamespacesOptions {
  /** Holds the hosts; closed to others than root, since hosts' files are setuid. For one lab server at a time. */
  stateDir: string;
  /** Holds the scenarios' templates; on the same file system, and shared by lab servers. */
  templatesDir: string;
  image: LabImage;
  /** What the environment sets, unless given. */
  limits?: Limits;
  /** The same. */
  lans?: LanSettings;
  /** The same, in s. */
  sleepAfter?: number;
}

/** Names the cgroups of a state directory's hosts, so that two lab servers on one machine don't share any. */
export function instanceName(stateDir: string): string {
  return `vethlab-${createHash('sha256').update(path.resolve(stateDir)).digest('hex').slice(0, 8)}`;
}

/** Lab hosts made of namespaces on this machine (docs/decisions/0001-crun-and-util-linux.md). */
export class NamespacesEngine implements Engine {
  readonly memoryPerHost = hostMemory.namespaces;
  readonly isShared = false;
  readonly #options: Required<NamespacesOptions>;
  readonly #instance: string;
  readonly #records = new Map<HostId, HostRecord>();
  readonly #classRouter: ClassRouter;
  readonly #moving = new Map<HostId, Promise<void>>();
  readonly #making = new Set<Promise<void>>();
  #closed = false;

  constructor(options: NamespacesOptions) {
    this.#options = { limits: limitsFrom(), lans: lansFrom(), sleepAfter: sleepAfterFrom(), ...options };
    this.#instance = instanceName(options.stateDir);
    this.#classRouter = new ClassRouter(options.stateDir);
  }

  async ensure(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<void> {
    const there = await readLiveRecord(this.#dir(id));
    if (there && this.#isOfNow(there, lan) && isDeepStrictEqual(there.scenario, scenario)) {
      this.#records.set(id, there);
      // A server that was killed may have left it parked.
      await this.unpark(id);
      await this.#connect(there);
      return;
    }
    await this.destroy(id);
    const making = this.#make(id, scenario, lan, progress).catch(async (error) => {
      await this.destroy(id);
      throw error;
    });
    this.#making.add(making);
    await making.finally(() => this.#making.delete(making));
  }

  shell(id: HostId, command?: string): ShellCommand {
    return loginShell(this.#record(id), this.#cgroups(id), command);
  }

  dialer(id: HostId, to: TcpPort): ShellCommand {
    return dialer(this.#record(id), to);
  }

  files(id: HostId, work: FileWork): ShellCommand {
    return homeFiles(this.#record(id), this.#cgroups(id), work);
  }

  addresses(lan: LanId): string[] {
    const { ipv4, gua, ula } = this.#lanOf(lan).host;
    return [ipv4.split('/')[0] as string, gua, ula];
  }

  async move(id: HostId, lan: LanId): Promise<void> {
    const hostDir = this.#dir(id);
    const record = this.#record(id);
    if (record.lan === lan) return;
    const moving = moveTo(hostDir, record, this.#lanOf(lan)).then(async (moved) => {
      this.#records.set(id, moved);
      await writeRecord(hostDir, moved);
      await this.#connect(moved);
    });
    this.#moving.set(id, moving);
    await moving.finally(() => this.#moving.delete(id));
  }

  async run(id: HostId, argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const { timeoutMs = 10_000, inside, ...where } = options;
    const record = this.#record(id);
    const entering =
      inside === undefined
        ? trusted(record, argv, where)
        : insideHost(record, this.#cgroups(id), inside, argv);
    try {
      return { ...(await run(entering, { timeoutMs })), argv };
    } catch (error) {
      if (!(error instanceof ExecError)) throw error;
      throw new ObserveError(
        `Looking at your lab host failed: ${argv[0]} did not finish. Try again, or reset the host.`,
        {
          cause: error,
        },
      );
    }
  }

  park(id: HostId): Promise<void> {
    return park(this.#cgroups(id));
  }

  unpark(id: HostId): Promise<void> {
    return unpark(this.#cgroups(id));
  }

  async reset(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<void> {
    progress('clearing the old host away', 0);
    await this.destroy(id);
    await this.ensure(id, scenario, lan, progress);
  }

  async destroy(id: HostId): Promise<void> {
    const dir = this.#dir(id);
    // In the middle of it the host has two routers, of which only one would be ended.
    await this.#moving.get(id)?.catch(() => {});
    this.#records.delete(id);
    if (existsSync(dir)) {
      await halt(dir, this.#cgroups(id));
      await removeFiles(dir);
      releaseIds(dir);
      // Who was just making it may have made them anew meanwhile.
    } else await this.#cgroups(id).destroy();
    await removeInstanceCgroups(this.#instance);
  }

  async list(): Promise<HostId[]> {
    const hosts = path.join(this.#options.stateDir, 'hosts');
    return existsSync(hosts) ? readdirSync(hosts) : [];
  }

  async isUp(id: HostId): Promise<boolean> {
    return (await readLiveRecord(this.#dir(id))) !== undefined;
  }

  usage(id: HostId): Promise<{ memoryBytes: number; processes: number }> {
    return this.#cgroups(id).usage();
  }

  async close(): Promise<void> {
    this.#closed = true;
    // Twice: hosts that are being made fail by it, and what they have made meanwhile is taken away once they have. Until then it may
    // be in use.
    for (const isLast of [false, true]) {
      await discardUnfinished(this.#source());
      for (const id of await this.list()) {
        await this.destroy(id).catch((error) => {
          if (isLast) throw error;
        });
      }
      await Promise.race([Promise.allSettled(this.#making), sleep(MAKING_ENDS, undefined, { ref: false })]);
    }
    await this.#classRouter.close();
    await removeInstanceCgroups(this.#instance);
  }

  #source(): TemplateSource {
    const { stateDir, templatesDir, image, limits } = this.#options;
    return { stateDir, templatesDir, instance: this.#instance, image, limits };
  }

  async #make(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<void> {
    const { image, limits, sleepAfter } = this.#options;
    const template = await ensureTemplate(this.#source(), scenario, (step, fraction) =>
      progress(`preparing the scenario: ${step}`, fraction * 0.5),
    );
    const hostDir = this.#dir(id);
    await mkdir(hostDir, { recursive: true, mode: 0o700 });
    // Closing lists the hosts after it has said so: what it does not see stops here.
    this.#goOn();
    const base = claimIds(hostDir);
    const plan = {
      hostDir,
      image,
      template,
      scenario,
      base,
      cgroups: this.#cgroups(id),
      limits,
      sleepAfter,
      lan: this.#lanOf(lan),
    };
    const record = await boot(plan, (step, fraction) => {
      this.#goOn();
      progress(step, fraction);
    });
    this.#goOn();
    this.#records.set(id, record);
    progress('waiting for every container to serve its page', 0.95);
    await untilServing({ run: (argv, options) => this.run(id, argv, options) }, scenario);
    progress('waiting for every container to have its addresses', 0.98);
    await formAddresses(record, plan.lan);
    await this.#connect(record);
  }

  /** @throws HostNotReady once the engine is closed. */
  #goOn(): void {
    if (this.#closed) throw new HostNotReady('The lab server is stopping.');
  }

  /** Has the host's LAN reach those of the others, or not, as it is set now. */
  async #connect({ lan, router }: HostRecord): Promise<void> {
    if (this.#options.lans.shared) await this.#classRouter.connect(this.#lanOf(lan), router.pid);
    else await this.#classRouter.disconnect(router.pid);
  }

  #isOfNow({ image, lan, gua, ula }: HostRecord, id: LanId): boolean {
    const now = this.#lanOf(id);
    return image === this.#options.image.key && lan === id && gua === now.gua && ula === now.ula;
  }

  #lanOf(id: LanId): Lan {
    return lanOf(id, this.#options.lans);
  }

  #record(id: HostId): HostRecord {
    const record = this.#records.get(id);
    if (!record) throw new HostNotReady('The lab host is not running.');
    return record;
  }

  #dir(id: HostId): string {
    return path.join(this.#options.stateDir, 'hosts', id);
  }

  #cgroups(id: HostId): HostCgroups {
    return new HostCgroups(this.#instance, id);
  }
}
