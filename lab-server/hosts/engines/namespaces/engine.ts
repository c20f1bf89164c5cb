import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { lookedTooLong, ObserveError, type RunOptions, type RunResult } from '../../../../checkers/define.ts';
import type { Scenario } from '../../../../protocol/scenario.ts';
import { BY_SIGNAL, ExecError, run } from '../../../common/exec.ts';
import { isAlive } from '../../../common/process.ts';
import { Work } from '../../../common/work.ts';
import {
  type Engine,
  type FileWork,
  type HostId,
  HostLost,
  HostNotReady,
  type KeptHost,
  type LanId,
  type Progress,
  type ShellCommand,
  type SshPart,
  type TcpPort,
  type Woken,
} from '../../contract.ts';
import type { LabImage } from '../../image/build.ts';
import { noteNeeded } from '../../image/needed.ts';
import { instanceName } from '../../instance-name.ts';
import { isSecondLan, pairedLan } from '../../second-lan.ts';
import { untilServing } from '../../serving.ts';
import { HostCgroups, hostsWithCgroups, removeInstanceCgroups } from '../shared/cgroups.ts';
import { formAddresses } from './addressing.ts';
import { type BootPlan, boot } from './boot.ts';
import { ClassRouter } from './class-router.ts';
import { copyHost, thaw } from './copy.ts';
import { dialer, homeFiles, insideHost, loginShell, sshDoor, trusted } from './enter.ts';
import { Excess } from './excess.ts';
import { diskOf, type HostRecord, MADE, readLiveRecord, readRecord, writeRecord } from './host-files.ts';
import { defaultHostSettings, type HostSettings } from './host-settings.ts';
import { claimIds, releaseIds } from './ids.ts';
import { type Lan, lanOf } from './lan.ts';
import { moveTo } from './move.ts';
import { park, unpark } from './park.ts';
import { keptOf, mendDisk, rest } from './rest.ts';
import { halt, removeFiles } from './teardown.ts';
import { discardUnfinished, ensureTemplate, type TemplateSource } from './template.ts';

export interface NamespacesOptions extends Partial<HostSettings> {
  /** Holds the hosts of one lab server at a time. It is closed to all but root, since hosts have setuid files. */
  stateDir: string;
  /** Holds the scenarios' templates. It is on the same file system, and lab servers share it. */
  templatesDir: string;
  image: LabImage;
}

/** Bytes that a host takes: all four frameworks, and some room for what the learner runs. */
export const MEMORY_PER_HOST = 256 * 2 ** 20;

/** Lab hosts made of namespaces on this machine (docs/decisions/0001-crun-and-util-linux.md). */
export class NamespacesEngine implements Engine {
  readonly memoryPerHost = MEMORY_PER_HOST;
  readonly isShared = false;
  readonly #options: Required<NamespacesOptions>;
  readonly #instance: string;
  readonly #records = new Map<HostId, HostRecord>();
  readonly #classRouter: ClassRouter;
  readonly #copying = new Map<HostId, Promise<void>>();
  readonly #moving = new Map<HostId, Promise<void>>();
  /** The work of each host that is being made, and of templates. */
  readonly #making = new Map<HostId, Work>();
  readonly #templates = new Work();
  readonly #excess = new Excess();
  #closed = false;

  constructor(options: NamespacesOptions) {
    this.#options = { ...defaultHostSettings(), ...options };
    this.#instance = instanceName(options.stateDir);
    this.#classRouter = new ClassRouter(options.stateDir);
  }

  async ensure(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<void> {
    const there = await readLiveRecord(this.#dir(id));
    if (there && this.#isOfNow(there, lan) && isDeepStrictEqual(there.scenario, scenario)) {
      this.#records.set(id, there);
      // A server that was killed may have left the host parked, or standing still.
      await this.unpark(id);
      await thaw(this.#dir(id), there);
      await this.#connect(there);
      return;
    }
    await this.destroy(id);
    await this.#work(
      id,
      () => this.#make(id, scenario, lan, progress),
      () => this.#remove(id),
    );
  }

  /** Makes or wakes a host. @param undo what is done when that fails; if the work is ended meanwhile, whoever ended it does it. */
  async #work<T>(id: HostId, task: () => Promise<T>, undo: () => Promise<unknown>): Promise<T> {
    if (this.#closed) throw new HostNotReady('The lab server is stopping.');
    const making = new Work({ HOST_DIR: this.#dir(id) });
    this.#making.set(id, making);
    try {
      return await making.do(task);
    } catch (error) {
      if (!making.ended) await undo();
      throw error;
    } finally {
      if (this.#making.get(id) === making) this.#making.delete(id);
    }
  }

  async rest(id: HostId, quick = false): Promise<void> {
    await this.#copying.get(id)?.catch(() => {});
    await this.#moving.get(id)?.catch(() => {});
    const record = await readLiveRecord(this.#dir(id));
    if (!record) throw new HostNotReady('The lab host is not running.');
    this.#records.delete(id);
    await rest(this.#dir(id), record, this.#cgroups(id), quick);
    releaseIds(this.#dir(id));
    noteNeeded(this.#imageOf(record), this.#options.stateDir);
    await removeInstanceCgroups(this.#instance);
  }

  /** Puts hosts to rest that an earlier lab server left up, and that are of another lab image than this one's, or made in another way. */
  async restOlder(): Promise<void> {
    for (const id of await this.list()) {
      const record = await readLiveRecord(this.#dir(id));
      if (record && !this.#isMadeAlike(record)) await this.rest(id);
    }
  }

  async kept(id: HostId): Promise<KeptHost | undefined> {
    const dir = this.#dir(id);
    const record = await readRecord(dir);
    if (!record || !existsSync(diskOf(dir)) || (await readLiveRecord(dir))) return undefined;
    const kept = await keptOf(dir, record, this.#cgroups(id));
    releaseIds(dir);
    await removeInstanceCgroups(this.#instance);
    return kept;
  }

  async copy(from: HostId, to: HostId): Promise<void> {
    const hostDir = this.#dir(from);
    const live = await readLiveRecord(hostDir);
    const record = live ?? (await readRecord(hostDir));
    if (!record) throw new HostNotReady('There is no lab host to copy.');
    const copying = copyHost({ hostDir, record, up: live && this.#cgroups(from) }, this.#dir(to));
    this.#copying.set(from, copying);
    await copying.finally(() => this.#copying.delete(from));
    noteNeeded(this.#imageOf(record), this.#options.stateDir);
  }

  async wake(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<Woken> {
    const undo = () => this.kept(id);
    return this.#work(id, () => this.#wake(id, scenario, lan, progress), undo);
  }

  shell(id: HostId, command?: string): ShellCommand {
    const record = this.#record(id);
    return loginShell(record, this.#cgroups(id), { command, isSecond: isSecondLan(record.lan) });
  }

  dialer(id: HostId, to: TcpPort): ShellCommand {
    return dialer(this.#record(id), to);
  }

  ssh(id: HostId, part: SshPart): ShellCommand {
    return sshDoor(this.#record(id), this.#cgroups(id), part);
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
      const result = { ...(await run(entering, { timeoutMs })), argv };
      if (result.code === BY_SIGNAL && inside === undefined) throw lookedTooLong(argv[0] ?? '');
      return result;
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
    await this.#making.get(id)?.end();
    await this.#copying.get(id)?.catch(() => {});
    // In the middle of a move the host has two routers, and only one of them would be ended.
    await this.#moving.get(id)?.catch(() => {});
    await this.#remove(id);
  }

  async #remove(id: HostId): Promise<void> {
    const dir = this.#dir(id);
    this.#records.delete(id);
    if (existsSync(dir)) {
      await halt(dir, this.#cgroups(id));
      await removeFiles(dir);
      releaseIds(dir);
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

  excess(): Promise<Map<HostId, string>> {
    return this.#excess.look(new Map([...this.#records.keys()].map((id) => [id, this.#cgroups(id)])));
  }

  usage(id: HostId): Promise<{ memoryBytes: number; processes: number }> {
    return this.#cgroups(id).usage();
  }

  async close(keeping: ReadonlySet<HostId> = new Set()): Promise<void> {
    this.#closed = true;
    await Promise.all([this.#templates, ...this.#making.values()].map((work) => work.end()));
    await discardUnfinished(this.#source());
    for (const id of await this.list()) {
      // What is half made has nothing to keep.
      if (!(keeping.has(id) && (await this.kept(id)))) await this.destroy(id);
    }
    await this.#classRouter.close();
    for (const id of await hostsWithCgroups(this.#instance)) await this.#cgroups(id).destroy();
    await removeInstanceCgroups(this.#instance);
  }

  #source(): TemplateSource {
    const { stateDir, templatesDir, image, limits } = this.#options;
    return { stateDir, templatesDir, instance: this.#instance, image, limits, work: this.#templates };
  }

  async #make(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<void> {
    const { image } = this.#options;
    const template = await ensureTemplate(this.#source(), scenario, (step, fraction) =>
      progress(`preparing the scenario: ${step}`, fraction * 0.5),
    );
    await mkdir(this.#dir(id), { recursive: true, mode: 0o700 });
    const plan = this.#plan(id, lan, { image, template, scenario });
    const { record } = await boot(plan, progress);
    this.#records.set(id, record);
    progress('waiting for every container to serve its page', 0.95);
    await untilServing({ run: (argv, options) => this.run(id, argv, options) }, scenario);
    progress('waiting for every container to have its addresses', 0.98);
    await formAddresses(record, plan.lan);
    await this.#connect(record);
  }

  /** It gets what it had, its image, template and scenario too, whatever hosts are made of by now. */
  async #wake(id: HostId, now: Scenario, lan: LanId, progress: Progress): Promise<Woken> {
    const dir = this.#dir(id);
    await this.kept(id);
    const before = await readRecord(dir);
    if (!before?.rest) throw new HostLost('disk', `${dir}/host.json is gone`);
    const image = this.#imageOf(before);
    const template = path.join(this.#options.templatesDir, before.template);
    for (const needed of [image.root, template])
      if (!existsSync(needed)) throw new HostLost('image', `${needed} is gone`);
    progress('looking at its disk', 0.05);
    const { at, cut } = before.rest;
    const isMended = await mendDisk(dir);
    const { scenario } = before;
    const plan = { ...this.#plan(id, lan, { image, template, scenario }), kept: true };
    const { record, containers } = await boot(plan, progress);
    this.#records.set(id, record);
    progress('waiting for every container to have its addresses', 0.98);
    await formAddresses(record, plan.lan, 'host');
    await this.#connect(record);
    const older = image.key !== this.#options.image.key || !isDeepStrictEqual(scenario, now);
    return { at, containers, cut: cut || isMended, older };
  }

  #plan(id: HostId, lan: LanId, of: Pick<BootPlan, 'image' | 'template' | 'scenario'>): BootPlan {
    const { limits, sleepAfter } = this.#options;
    const hostDir = this.#dir(id);
    const base = claimIds(hostDir);
    return { ...of, hostDir, base, cgroups: this.#cgroups(id), limits, sleepAfter, lan: this.#lanOf(lan) };
  }

  /** The image of a host, which need not be the one of which hosts are made now. */
  #imageOf({ image: key }: HostRecord): LabImage {
    const { image } = this.#options;
    return { key, root: path.join(path.dirname(image.root), '..', key, path.basename(image.root)) };
  }

  /** Connects the host's LAN with those of the others, or with that of its learner's other host alone, as the setting now says. */
  async #connect({ lan, router }: HostRecord): Promise<void> {
    const mine = this.#lanOf(lan);
    if (this.#options.lans.shared) return this.#classRouter.connect(mine, router.pid);
    const other = [...this.#records.values()].find((one) => one.lan === pairedLan(lan));
    if (!other) return this.#classRouter.disconnect(router.pid);
    const others = this.#lanOf(other.lan);
    await this.#classRouter.connect(mine, router.pid, others);
    // It may be cleared away at this moment.
    await this.#classRouter.connect(others, other.router.pid, mine).catch(async (error: unknown) => {
      if (await isAlive(other.router)) throw error;
    });
  }

  #isOfNow(record: HostRecord, id: LanId): boolean {
    const now = this.#lanOf(id);
    return this.#isMadeAlike(record) && record.lan === id && record.gua === now.gua && record.ula === now.ula;
  }

  #isMadeAlike({ image, made }: HostRecord): boolean {
    return image === this.#options.image.key && made === MADE;
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
