import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../checkers/define.ts';
import { must, run } from '../../lab-server/common/exec.ts';
import { end, processWith } from '../../lab-server/common/process.ts';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { printedBlock } from './printed-block.ts';
import { until } from './until.ts';

/** What the daemon's first program does: gives it the lab image as its root, since Debian 12 has no Incus. */
const ENTER = `
mount --make-rprivate /
mount -t tmpfs tmpfs disk
mkdir disk/upper disk/work
mount -t overlay overlay -o lowerdir="$1",upperdir=disk/upper,workdir=disk/work root
mount --rbind /dev root/dev
mount -t proc proc root/proc
mount -t sysfs sysfs root/sys
mount --rbind /sys/fs/cgroup root/sys/fs/cgroup
mount -t tmpfs tmpfs root/run
mount -t tmpfs tmpfs root/tmp
mkdir -p root/var/lib/incus root/archive root/old root/run/incus root/var/log/incus
mount --bind "$2" root/archive
# Instances lie on a disk, not on an overlay.
mount --bind instances root/var/lib/incus
ip link set lo up
cd root
pivot_root . old
umount --lazy /old
# It is started again when it ended, as by systemd, and what it had started goes on.
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root sh -c 'while :; do /usr/libexec/incus/incusd --group root || sleep 3; done'
`;

/** Incus as root, of the lab image, with a folder and a network of its own, in which there are loopback and its bridge and nothing else. */
export class IncusDaemon {
  readonly #folder: string;
  /** Its child is the daemon. */
  readonly #holder: ChildProcess;

  private constructor(folder: string, holder: ChildProcess) {
    this.#folder = folder;
    this.#holder = holder;
  }

  /**
   * @param archives the folder of the images that it will be given
   * @param member the name of one of several, which is not set up yet
   */
  static async start(archives: string, member?: string): Promise<IncusDaemon> {
    const { root } = await ensureImage(folders.images, () => {});
    const folder = path.join(folders.made, 'test/runtimes', member ?? 'incus');
    rmSync(folder, { recursive: true, force: true });
    for (const name of ['disk', 'root', 'instances']) mkdirSync(path.join(folder, name), { recursive: true });
    const log = openSync(path.join(folder, 'log'), 'w');
    const apart = ['--mount', '--net', '--pid', '--fork', '--kill-child'];
    const holder = spawn('unshare', [...apart, 'sh', '-euc', ENTER, 'sh', root, archives], {
      cwd: folder,
      stdio: ['ignore', log, log],
      detached: true,
    });
    const daemon = new IncusDaemon(folder, holder);
    await until(async () => {
      const { code, stderr } = await daemon.do('admin', 'waitready', '--timeout=1');
      if (code !== 0) throw new Error(`incusd does not answer: ${stderr}`);
    }, 60_000);
    if (member === undefined) await daemon.must('admin', 'init', '--auto');
    return daemon;
  }

  /** Its first process, whose namespaces it has. */
  get pid(): number {
    const { pid } = this.#holder;
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
  }

  /** It may have been killed. */
  get #isUp(): boolean {
    return this.#holder.exitCode === null && this.#holder.signalCode === null;
  }

  get #command(): string[] {
    const environment = ['env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root'];
    return ['nsenter', '--target', String(this.pid), '--all', ...environment, 'incus'];
  }

  do(...argv: string[]): Promise<RunResult> {
    return run([...this.#command, ...argv], { timeoutMs: 300_000 });
  }

  async must(...argv: string[]): Promise<string> {
    return must([...this.#command, ...argv], { timeoutMs: 300_000 });
  }

  /** Sets it up as `incus admin init --preseed` does. */
  async setUp(preseed: unknown): Promise<void> {
    // JSON is YAML.
    await must([...this.#command, 'admin', 'init', '--preseed'], {
      input: JSON.stringify(preseed),
      timeoutMs: 120_000,
    });
  }

  /** What the daemon has printed. */
  get log(): string {
    return readFileSync(path.join(this.#folder, 'log'), 'utf8');
  }

  /** A file as the daemon has it. */
  read(file: string): string {
    return readFileSync(`/proc/${this.pid}/root${file}`, 'utf8');
  }

  /** Gives the daemon a copy of a file. */
  write(file: string, from: string): void {
    copyFileSync(from, `/proc/${this.pid}/root${file}`);
  }

  /** The commands that docs/install.md prints: the one that imports the image, and those that make a container. */
  get printed(): { load: string; run: string } {
    return printedBlock('incus');
  }

  async load(archive: string): Promise<void> {
    await this.#sh(this.printed.load.replace(/vethlab-\S+/, `/archive/${path.basename(archive)}`));
  }

  async runAsPrinted(): Promise<void> {
    await this.#sh(this.printed.run);
  }

  /** Runs lines of a shell in which `incus` is this one. */
  async #sh(lines: string): Promise<void> {
    const command = this.#command.map((word) => `'${word}'`).join(' ');
    await must(['sh', '-euc', `incus() { ${command} "$@"; }\n${lines}`], { timeoutMs: 300_000 });
  }

  /** @throws ExecError as long as the lab server does not answer on the machine's own port. */
  async serves(): Promise<void> {
    await must(['nsenter', '--net', '--target', String(this.pid), 'curl', '-sSf', 'http://127.0.0.1:8080/']);
  }

  /** Writes a program that becomes another one in its network. @returns its path */
  within(program: string): string {
    const file = path.join(this.#folder, path.basename(program));
    const enter = `nsenter --net=/proc/${this.pid}/ns/net`;
    writeFileSync(file, `#!/bin/sh\nexec ${enter} ${program} "$@"\n`, { mode: 0o755 });
    return file;
  }

  async stop(): Promise<void> {
    // Killed, it would leave control groups of its lab hosts.
    if (this.#isUp) await this.do('stop', 'vethlab');
    const { pid } = this.#holder;
    if (pid !== undefined && this.#isUp) await end(await processWith(pid));
    await run(['umount', '--recursive', path.join(this.#folder, 'instances')]);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
