import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../checkers/define.ts';
import { must, run } from '../../lab-server/common/exec.ts';
import { end, processWith } from '../../lab-server/common/process.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { printedBlock } from './printed-block.ts';
import { until } from './until.ts';

export type RuntimeName = 'docker' | 'podman';

/** Docker or Podman as root, with a folder and a network namespace of its own, in which there is loopback and no other network. */
export class ContainerRuntime {
  readonly name: RuntimeName;
  readonly #folder: string;
  /** dockerd, or a program that holds the network namespace. */
  readonly #holder: ChildProcess;

  private constructor(name: RuntimeName, folder: string, holder: ChildProcess) {
    this.name = name;
    this.#folder = folder;
    this.#holder = holder;
  }

  static async start(name: RuntimeName): Promise<ContainerRuntime> {
    const folder = path.join(folders.made, 'test/runtimes', name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const at = (file: string) => path.join(folder, file);
    const dockerd = [
      ...['dockerd', '--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid')],
      ...['--host', `unix://${at('socket')}`],
    ];
    const held = name === 'docker' ? dockerd : ['sleep', 'infinity'];
    const log = openSync(at('log'), 'w');
    const holder = spawn('unshare', ['--net', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh', ...held], {
      stdio: ['ignore', log, log],
      detached: true,
    });
    const runtime = new ContainerRuntime(name, folder, holder);
    await until(async () => {
      const { code, stderr } = await runtime.do('info');
      if (code !== 0) throw new Error(`${name} does not answer: ${stderr}`);
    }, 60_000);
    return runtime;
  }

  /** The beginning of its command line. */
  get #command(): string[] {
    const at = (file: string) => path.join(this.#folder, file);
    if (this.name === 'docker') return ['/usr/bin/docker', '--host', `unix://${at('socket')}`];
    return [
      ...[
        'nsenter',
        `--net=${this.network}`,
        'podman',
        '--root',
        at('data'),
        '--runroot',
        at('run'),
        '--tmpdir',
        at('tmp'),
      ],
      // crun refuses control groups of version 1 beside 2. There is no systemd.
      ...['--runtime', 'runc', '--cgroup-manager', 'cgroupfs', '--events-backend', 'file'],
    ];
  }

  /** The file of its network namespace. */
  get network(): string {
    return `/proc/${this.#holder.pid}/ns/net`;
  }

  do(...argv: string[]): Promise<RunResult> {
    return run([...this.#command, ...argv], { timeoutMs: 300_000 });
  }

  /** The commands that docs/install.md prints: the one that loads the image, and the one that runs it. */
  get printed(): { load: string; run: string } {
    return printedBlock(this.name);
  }

  async load(archive: string): Promise<void> {
    await this.#sh(this.printed.load.replace(/vethlab-\S+/, `'${archive}'`));
  }

  async runAsPrinted(): Promise<void> {
    await this.#sh(this.printed.run);
  }

  /** Runs lines of a shell in which `docker` or `podman` is this one. */
  async #sh(lines: string): Promise<void> {
    const command = this.#command.map((word) => `'${word}'`).join(' ');
    await must(['sh', '-euc', `${this.name}() { ${command} "$@"; }\n${lines}`], { timeoutMs: 300_000 });
  }

  /** All that a container has printed. */
  async logs(container: string): Promise<string> {
    const { stdout, stderr } = await this.do('logs', container);
    return stdout + stderr;
  }

  /** Writes a program that becomes another one in its network. @returns its path */
  within(program: string): string {
    const file = path.join(this.#folder, path.basename(program));
    writeFileSync(file, `#!/bin/sh\nexec nsenter --net=${this.network} ${program} "$@"\n`, { mode: 0o755 });
    return file;
  }

  async stop(): Promise<void> {
    // Killed, it would leave control groups of its lab hosts where the machine has version 1 beside 2.
    await this.do('stop', 'vethlab');
    await this.do('rm', '--force', '--volumes', 'vethlab');
    const { pid } = this.#holder;
    if (pid !== undefined) {
      const ended = new Promise((resolve) => this.#holder.once('exit', resolve));
      process.kill(pid, 'SIGTERM');
      const timer = setTimeout(async () => end(await processWith(pid)), 20_000);
      await ended;
      clearTimeout(timer);
    }
    // Podman mounts its storage over itself.
    await run(['umount', '--recursive', path.join(this.#folder, 'data/overlay')]);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
