import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { LabHost, RunResult } from '../../checkers/define.ts';
import { run } from '../../lab-server/common/exec.ts';
import type { NamespacesEngine } from '../../lab-server/hosts/engines/namespaces/engine.ts';
import type { HostSettings } from '../../lab-server/hosts/engines/namespaces/host-settings.ts';
import { raiseCounters } from '../../lab-server/hosts/engines/namespaces/kernel-counters.ts';
import { ownEngine } from '../../lab-server/hosts/engines/namespaces/own-engine.ts';
import { HostCgroups } from '../../lab-server/hosts/engines/shared/cgroups.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import type { Scenario } from '../../protocol/scenario.ts';
import { witness } from './evidence.ts';
import { showHosts, stateOfHost } from './host-evidence.ts';

/** Lab hosts of one test file, in a state folder of its own. Templates and image are those of the clone. */
export class Lab {
  readonly stateDir: string;
  readonly engine: NamespacesEngine;

  private constructor(stateDir: string, engine: NamespacesEngine) {
    this.stateDir = stateDir;
    this.engine = engine;
    witness((folder) => showHosts(stateDir, folder));
  }

  /** @param name the test file's. Remains of an earlier run are cleared away. */
  static async open(name: string, hosts?: Partial<HostSettings>): Promise<Lab> {
    const stateDir = path.join(folders.made, 'test', name);
    const engine = await ownEngine({ folders: { ...folders, state: stateDir }, hosts });
    rmSync(stateDir, { recursive: true, force: true });
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    raiseCounters();
    return new Lab(stateDir, engine);
  }

  /** Makes a host, or finds it when it is there. */
  async host(id = 'pi', scenario: Scenario = lesson): Promise<TestHost> {
    await this.engine.ensure(id, scenario, id, () => {});
    return new TestHost(this.engine, id, () => this.whyDown(id));
  }

  /** How often the kernel ended a process on that host because its memory was full. */
  async timesOutOfMemory(id: string): Promise<number> {
    const { hybrid, memory } = new HostCgroups(instanceName(this.stateDir), id);
    const file = path.join(memory, hybrid ? 'memory.oom_control' : 'memory.events');
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1]);
  }

  whyDown(id: string): Promise<string> {
    return stateOfHost(this.stateDir, id);
  }

  async close(): Promise<void> {
    await this.engine.close();
    rmSync(this.stateDir, { recursive: true, force: true });
  }
}

/** One lab host with its two sides: the checkers' and the learner's. */
export class TestHost {
  readonly engine: NamespacesEngine;
  readonly id: string;
  /** The host as checkers get it. */
  readonly trusted: LabHost;

  readonly #whyDown: () => Promise<string>;

  constructor(engine: NamespacesEngine, id: string, whyDown = async () => '') {
    this.engine = engine;
    this.id = id;
    this.trusted = { run: (argv, options) => engine.run(id, argv, options) };
    this.#whyDown = whyDown;
  }

  /** Runs a command line in the learner's login shell. */
  learner(command: string, timeoutMs = 60_000): Promise<RunResult> {
    const { file, args, env } = this.engine.shell(this.id, command);
    return run([file, ...args], { env, timeoutMs });
  }

  /** The same, for a command that must succeed. Returns its output. */
  async learnerMust(command: string): Promise<string> {
    const { code, stdout, stderr } = await this.learner(command);
    if (code === 0) return stdout;
    const isDown = stderr.startsWith('The lab host is not running');
    throw new Error(`${command} failed (${code}): ${stderr || stdout}${isDown ? await this.#whyDown() : ''}`);
  }
}
