import os from 'node:os';
import { ObserveError, type RunOptions, type RunResult } from '../../../../checkers/define.ts';
import { readContainers } from '../../../../checkers/observe/containers.ts';
import type { Scenario } from '../../../../protocol/scenario.ts';
import { ExecError, run } from '../../../common/exec.ts';
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
import { DIAL, DIAL_WAIT, ENTER_NETNS, fileProgram } from '../shared/scripts.ts';
import { type Account, Accounts, makePlace, removePlace } from './accounts.ts';
import { defaultInterface } from './network.ts';
import { grantPowers, revokePowers } from './powers.ts';
import { restoreProvisioned } from './provisioned.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Bytes that an account with a few terminals takes. */
export const MEMORY_PER_HOST = 16 * 2 ** 20;
/** Capabilities of a program that looks: they let it see every process and its namespaces, open the frameworks' sockets, and read packets and tables. */
const CAPS = '-all,+sys_ptrace,+dac_override,+net_raw,+net_admin';

/**
 * The machine itself as the lab host of all its learners. Each has an account of their own that may look and change nothing
 * (docs/decisions/0020-the-machine-engine.md). The scenario is what really runs on the machine; none is drawn.
 */
export class MachineEngine implements Engine {
  readonly memoryPerHost = MEMORY_PER_HOST;
  readonly isShared = true;
  readonly #accounts: Accounts;

  private constructor(instance: string) {
    this.#accounts = new Accounts(instance);
  }

  /** Gets this machine ready for learners. @param instance names this lab server's accounts. */
  static async open(instance: string): Promise<MachineEngine> {
    await makePlace();
    await grantPowers();
    return new MachineEngine(instance);
  }

  /** What runs on this machine now. @throws ObserveError when that can't be seen. */
  async runs(): Promise<Pick<Scenario['containers'][number], 'framework' | 'name' | 'running'>[]> {
    const { frameworks } = await readContainers({ run: (argv, options) => this.run('', argv, options) });
    return frameworks.flatMap(({ framework, containers }) =>
      containers.map(({ name, running }) => ({ framework, name, running })),
    );
  }

  /** Starts what was provisioned and does not run. @returns the number of containers that it started. */
  restore(): Promise<number> {
    return restoreProvisioned();
  }

  async ensure(id: HostId, _scenario: Scenario, _lan: LanId, progress: Progress): Promise<void> {
    const there = this.#accounts.find(id);
    if (there && this.#accounts.isWhole(there)) return this.#accounts.open(there);
    progress('making your account', 0.2);
    await this.#accounts.remove(id);
    await this.#accounts.add(id);
  }

  shell(id: HostId, command?: string): ShellCommand {
    const login = ['/bin/bash', '--login', ...(command === undefined ? [] : ['-c', command])];
    return this.#accounts.as(id, this.#account(id), login);
  }

  files(id: HostId, work: FileWork): ShellCommand {
    return this.#accounts.as(id, this.#account(id), fileProgram(work));
  }

  dialer(id: HostId, { address, port }: TcpPort): ShellCommand {
    this.#account(id);
    const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs', '--inh-caps=-all'];
    const dial = ['perl', '-e', DIAL, '--', address, String(Math.trunc(port)), String(DIAL_WAIT)];
    return { file: 'setpriv', args: [...nobody, '--bounding-set=-all', ...dial], env: { PATH } };
  }

  addresses(_lan: LanId): string[] {
    const outwards = defaultInterface();
    const own = (outwards === undefined ? undefined : os.networkInterfaces()[outwards]) ?? [];
    return own.map(({ address }) => address).filter((address) => !/^fe[89ab]/i.test(address));
  }

  async move(): Promise<void> {}
  async park(): Promise<void> {}
  async unpark(): Promise<void> {}

  async run(id: HostId, argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
    const { timeoutMs = 10_000, inside, netnsOf, netnsAt } = options;
    const trusted = [
      'setpriv',
      ...['bounding-set', 'inh-caps', 'ambient-caps'].map((set) => `--${set}=${CAPS}`),
    ];
    const looking = [...trusted, '--no-new-privs', 'env', '-i', `PATH=${PATH}`, 'LANG=C.UTF-8', ...argv];
    let command = looking;
    let env: NodeJS.ProcessEnv = { PATH };
    if (inside === 'pi') {
      const shell = this.#accounts.as(id, this.#account(id), argv);
      command = [shell.file, ...shell.args];
      env = shell.env;
    } else if (inside === 'root') {
      command = ['env', '-i', `PATH=${PATH}`, 'HOME=/root', 'LANG=C.UTF-8', ...argv];
    } else if (netnsAt) {
      const root = `/proc/${Math.trunc(netnsAt.seenBy)}/root`;
      command = ['perl', ENTER_NETNS, process.arch, root, netnsAt.path, ...looking];
    } else if (netnsOf !== undefined) {
      command = ['nsenter', `--net=/proc/${Math.trunc(netnsOf)}/ns/net`, '--', ...looking];
    }
    try {
      return { ...(await run(command, { timeoutMs, env, cwd: '/' })), argv };
    } catch (error) {
      if (!(error instanceof ExecError)) throw error;
      throw new ObserveError(`Looking at this machine failed: ${argv[0]} did not finish. Try again.`, {
        cause: error,
      });
    }
  }

  /** Makes a fresh account, and starts what was provisioned and does not run. */
  async reset(id: HostId, scenario: Scenario, lan: LanId, progress: Progress): Promise<void> {
    progress('clearing the old host away', 0);
    await this.#accounts.remove(id);
    await this.ensure(id, scenario, lan, progress);
    progress('making the containers', 0.5);
    await restoreProvisioned();
  }

  destroy(id: HostId): Promise<void> {
    return this.#accounts.remove(id);
  }

  async list(): Promise<HostId[]> {
    return this.#accounts.ids();
  }

  async isUp(id: HostId): Promise<boolean> {
    const account = this.#accounts.find(id);
    return account !== undefined && this.#accounts.isWhole(account);
  }

  usage(id: HostId): Promise<{ memoryBytes: number; processes: number }> {
    return this.#accounts.usage(id, this.#account(id));
  }

  async close(): Promise<void> {
    for (const id of this.#accounts.ids()) await this.#accounts.remove(id);
    await revokePowers();
    await removePlace();
  }

  #account(id: HostId): Account {
    const account = this.#accounts.find(id);
    if (account) return account;
    throw new HostNotReady('You have no account on this machine yet.');
  }
}
