import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { LabHost, RunResult } from '../../checkers/define.ts';
import { HostCgroups } from '../../lab-server/hosts/engines/namespaces/cgroups.ts';
import { instanceName, type NamespacesEngine } from '../../lab-server/hosts/engines/namespaces/engine.ts';
import { run } from '../../lab-server/hosts/exec.ts';
import type { Limits } from '../../lab-server/hosts/limits.ts';
import { ownEngine } from '../../lab-server/hosts/own-engine.ts';
import { isAlive, type Process } from '../../lab-server/hosts/process.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import type { Scenario } from '../../protocol/scenario.ts';

/** Lab hosts of one test file, in a state folder of its own; templates and image are those of the clone. */
export class Lab {
  readonly stateDir: string;
  readonly engine: NamespacesEngine;

  private constructor(stateDir: string, engine: NamespacesEngine) {
    this.stateDir = stateDir;
    this.engine = engine;
  }

  /** @param name the test file's. What an earlier run of it left is cleared away. */
  static async open(name: string, limits?: Limits): Promise<Lab> {
    const stateDir = path.join(folders.made, 'test', name);
    const engine = await ownEngine({
      stateDir,
      images: folders.images,
      templates: folders.templates,
      limits,
    });
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    return new Lab(stateDir, engine);
  }

  /** Makes a host, or finds it when it is there. */
  async host(id = 'pi', scenario: Scenario = lesson): Promise<TestHost> {
    await this.engine.ensure(id, scenario, id, () => {});
    return new TestHost(this.engine, id, () => this.whyDown(id));
  }

  /** How often the kernel ended something on that host because its memory was full. */
  async timesOutOfMemory(id: string): Promise<number> {
    const { hybrid, memory } = new HostCgroups(instanceName(this.stateDir), id);
    const file = path.join(memory, hybrid ? 'memory.oom_control' : 'memory.events');
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1]);
  }

  /** Why a host is down: which of its first processes has ended, and the end of what lab-daemons said, from its disk. */
  async whyDown(id: string): Promise<string> {
    const hostDir = path.join(this.stateDir, 'hosts', id);
    const { init, router } = JSON.parse(readFileSync(path.join(hostDir, 'host.json'), 'utf8'));
    const state = async (one: Process) => ((await isAlive(one)) ? 'runs' : 'has ended');
    const log = ['debugfs', '-R', 'cat up/var/log/lab-daemons.log', path.join(hostDir, 'disk')];
    const { stdout, stderr } = await run(log);
    return `its first process ${await state(init)}, its router ${await state(router)}; lab-daemons said:\n${(stdout || stderr).slice(-1500)}`;
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
  /** What checkers get. */
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

  /** The same, for a command that must succeed. Gives what it printed. */
  async learnerMust(command: string): Promise<string> {
    const { code, stdout, stderr } = await this.learner(command);
    if (code === 0) return stdout;
    const isDown = stderr.startsWith('The lab host is not running');
    throw new Error(`${command} failed (${code}): ${stderr || stdout}${isDown ? await this.#whyDown() : ''}`);
  }
}
