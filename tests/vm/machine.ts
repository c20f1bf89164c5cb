import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunResult } from '../../checkers/define.ts';
import { ExecError, run } from '../../lab-server/common/exec.ts';
import { childEnv } from '../../lab-server/settings/environment.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import { type Architecture, acceleration } from './architecture.ts';
import { type BootDisk, vmFolder } from './disk.ts';

export interface VmOptions {
  architecture: Architecture;
  boot: BootDisk;
  /** The disk at /opt/vethlab. */
  project: string;
  memoryMiB: number;
}

/** The longest in ms until a machine answers. An emulated one on a busy machine takes minutes. */
const BOOT_LIMIT = 20 * 60_000;

/**
 * A virtual machine of qemu that boots Debian 13. It reaches nothing outside. The next time, its disks are as they were before. Errors name
 * the file with its console's output.
 */
export class Vm {
  readonly console: string;
  readonly #qemu: ChildProcess;
  readonly #ssh: string[];
  readonly #scratch: string;

  private constructor(qemu: ChildProcess, ssh: string[], scratch: string, console: string) {
    this.#qemu = qemu;
    this.#ssh = ssh;
    this.#scratch = scratch;
    this.console = console;
  }

  /** @throws ExecError when it ends or does not answer in time. */
  static async boot(
    { architecture, boot, project, memoryMiB }: VmOptions,
    tell: (doing: string) => void,
  ): Promise<Vm> {
    // Not in /tmp, which may be in memory: everything that the machine writes on its disks goes there.
    const scratch = await mkdtemp('/var/tmp/vethlab-vm-');
    const port = await freePort();
    const log = path.join(vmFolder, `console-${architecture.debian}.log`);
    await rm(log, { force: true });
    const drive = (file: string, id: string) => [
      '-drive',
      `file=${file},format=raw,if=none,id=${id},snapshot=on,cache=unsafe`,
      '-device',
      `virtio-blk-pci,drive=${id}`,
    ];
    const argv = [
      ...['-M', architecture.machine, ...acceleration(architecture).argv],
      ...['-smp', '2', '-m', String(memoryMiB), '-nodefaults', '-display', 'none', '-no-reboot'],
      ...['-kernel', boot.kernel, '-initrd', boot.initrd],
      ...[
        '-append',
        `root=/dev/vda rw console=${architecture.console} panic=-1 net.ifnames=0 quiet systemd.show_status=1`,
      ],
      ...['-serial', `file:${log}`],
      ...drive(boot.disk, 'root'),
      ...drive(project, 'project'),
      ...['-device', 'virtio-rng-pci'],
      ...['-nic', `user,model=virtio-net-pci,restrict=on,hostfwd=tcp:127.0.0.1:${port}-:22`],
    ];
    const said = openSync(path.join(scratch, 'qemu.log'), 'w');
    const qemu = spawn(architecture.qemu, argv, {
      stdio: ['ignore', said, said],
      env: childEnv({ TMPDIR: scratch }),
    });
    closeSync(said);
    const options = [
      'StrictHostKeyChecking=no',
      'UserKnownHostsFile=/dev/null',
      'LogLevel=ERROR',
      'ConnectTimeout=60',
      'ControlMaster=auto',
      'ControlPersist=yes',
      `ControlPath=${scratch}/ssh`,
    ];
    const ssh = ['ssh', '-i', boot.key, '-p', String(port), ...options.flatMap((one) => ['-o', one])];
    const vm = new Vm(qemu, [...ssh, 'root@127.0.0.1'], scratch, log);
    try {
      await vm.#answers(tell);
    } catch (error) {
      await vm.destroy();
      throw error;
    }
    return vm;
  }

  /** Runs a command line as root in it, whatever its status. @throws ExecError when it takes longer than `timeoutMs`. */
  run(command: string, timeoutMs = 120_000, input?: string): Promise<RunResult> {
    return run([...this.#ssh, command], { timeoutMs, ...(input === undefined ? {} : { input }) });
  }

  /** The same, for a command that must succeed. Returns its output. @throws ExecError naming the console's log. */
  async must(command: string, timeoutMs?: number, input?: string): Promise<string> {
    const { code, stdout, stderr } = await this.run(command, timeoutMs, input);
    if (code === 0) return stdout.trim();
    throw new ExecError(
      `in the virtual machine ${command} failed (${code}): ${(stderr || stdout).trim().slice(-1500)} (its console: ${this.console})`,
    );
  }

  /** Makes a port of this machine's loopback lead to a port of the virtual machine. @returns this machine's port. */
  async forward(port: number): Promise<number> {
    const here = await freePort();
    const argv = [...this.#ssh];
    argv.splice(1, 0, '-O', 'forward', '-L', `127.0.0.1:${here}:127.0.0.1:${port}`);
    const { code, stderr } = await run(argv);
    if (code !== 0) throw new ExecError(`port ${port} of the virtual machine can't be reached: ${stderr}`);
    return here;
  }

  /** Ends it at once and removes what it wrote. */
  async destroy(): Promise<void> {
    const argv = [...this.#ssh];
    argv.splice(1, 0, '-O', 'exit');
    await run(argv).catch(() => {});
    if (!this.#isOver) {
      const over = new Promise((resolve) => this.#qemu.once('exit', resolve));
      this.#qemu.kill('SIGKILL');
      await over;
    }
    await rm(this.#scratch, { recursive: true, force: true });
  }

  get #isOver(): boolean {
    return this.#qemu.exitCode !== null || this.#qemu.signalCode !== null;
  }

  async #answers(tell: (doing: string) => void): Promise<void> {
    const end = Date.now() + BOOT_LIMIT;
    for (;;) {
      const { code } = await this.run('true', 90_000).catch(() => ({ code: 1 }));
      if (code === 0) return;
      const last = await this.#lastLine();
      if (this.#isOver) {
        const said = await readFile(path.join(this.#scratch, 'qemu.log'), 'utf8');
        throw new ExecError(
          `the virtual machine ended: ${said.trim() || last} (its console: ${this.console})`,
        );
      }
      if (Date.now() > end) {
        throw new ExecError(`the virtual machine did not answer in time; its console: ${this.console}`);
      }
      tell(last || 'booting');
      await sleep(1000);
    }
  }

  async #lastLine(): Promise<string> {
    if (!existsSync(this.console)) return '';
    const lines = (await readFile(this.console, 'latin1')).split('\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the console's colours
    const plain = lines.map((line) => line.replace(/\x1b\[[0-9;?]*[A-Za-z]|[\r\x1b]/g, '').trim());
    return plain.filter(Boolean).at(-1)?.slice(0, 100) ?? '';
  }
}
