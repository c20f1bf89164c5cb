import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnv } from '../../lab-server/settings/environment.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import { type Architecture, acceleration } from './architecture.ts';

/** What starts the disk: a BIOS, or UEFI. */
export type Firmware = 'BIOS' | 'UEFI';

/**
 * A virtual machine that starts from vethlab's disk alone, as anybody's does, and is spoken to on its serial console. The disk is never written to.
 */
export class ImageVm {
  /** The port of this machine that leads to its port 8080. */
  readonly port: number;
  readonly #qemu: ChildProcess;
  readonly #scratch: string;
  readonly #console: Socket;
  #said = '';

  private constructor(qemu: ChildProcess, scratch: string, console: Socket, port: number) {
    this.#qemu = qemu;
    this.#scratch = scratch;
    this.#console = console;
    this.port = port;
    console.on('data', (data) => {
      this.#said += data.toString('latin1');
    });
  }

  static async boot(architecture: Architecture, disk: string, firmware: Firmware): Promise<ImageVm> {
    // Not in /tmp, which may be in memory: everything that the machine writes on its disk goes there.
    const scratch = mkdtempSync('/var/tmp/vethlab-vm-');
    const variables = path.join(scratch, 'variables.fd');
    copyFileSync(architecture.uefi.variables, variables);
    const flash = [
      ...['-drive', `if=pflash,format=raw,readonly=on,file=${architecture.uefi.code}`],
      ...['-drive', `if=pflash,format=raw,file=${variables}`],
    ];
    const [port, serial] = [await freePort(), path.join(scratch, 'serial')];
    const argv = [
      ...['-M', architecture.machine, ...acceleration(architecture).argv],
      // qemu 7.2 emulates two processors that change their own code wrongly now and then: the kernel ends with "int3" in a jump label.
      ...['-smp', '1', '-m', '2048', '-nodefaults', '-display', 'none', ...architecture.screen],
      ...(firmware === 'UEFI' ? flash : []),
      ...['-drive', `file=${disk},format=qcow2,if=virtio,snapshot=on,cache=unsafe`],
      ...['-device', 'virtio-rng-pci', '-serial', `unix:${serial},server`],
      ...['-nic', `user,model=virtio-net-pci,restrict=on,hostfwd=tcp:127.0.0.1:${port}-:8080`],
    ];
    const qemu = spawn(architecture.qemu, argv, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: childEnv({ TMPDIR: scratch }),
    });
    for (;;) {
      const socket = createConnection(serial);
      const connected = await new Promise<boolean>((resolve) => {
        socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      });
      if (connected) return new ImageVm(qemu, scratch, socket, port);
      if (qemu.exitCode !== null) throw new Error(`${architecture.qemu} ended with ${qemu.exitCode}`);
      await sleep(100);
    }
  }

  /** The last line that it has printed. */
  get lastLine(): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the console's colours
    const plain = this.#said.replace(/\x1b\[[0-9;?]*[A-Za-z]|[\r\x1b]/g, '');
    return plain.split('\n').filter(Boolean).at(-1)?.slice(0, 100) ?? '';
  }

  /** Waits until it prints something. @throws Error after so many ms. */
  async says(what: RegExp, timeoutMs: number, from = 0): Promise<RegExpExecArray> {
    for (const end = Date.now() + timeoutMs; ; await sleep(200)) {
      const found = what.exec(this.#said.slice(from));
      if (found) return found;
      if (Date.now() > end || this.#qemu.exitCode !== null)
        throw new Error(`it never said ${what}: ${this.#said.slice(-1000)}`);
    }
  }

  /** Runs a command line as root, who has logged in on the console. @returns what it prints. @throws Error when it fails. */
  async must(command: string, timeoutMs = 120_000): Promise<string> {
    const from = this.#said.length;
    // The awaited words differ from the typed ones, which the console shows too.
    this.#console.write(`clear; echo "be"gin; ${command}; echo "en"d $?\n`);
    const [, said = '', code] = await this.says(/begin\r\n([\s\S]*?)end (\d+)\r\n/, timeoutMs, from);
    if (code === '0') return said.replaceAll('\r', '').trim();
    throw new Error(`${command} ended with ${code}: ${said}`);
  }

  /** Waits until it has switched itself off. */
  async isOff(timeoutMs: number): Promise<void> {
    const off = new Promise<void>((resolve) => this.#qemu.once('exit', () => resolve()));
    if (this.#qemu.exitCode !== null) return;
    await Promise.race([
      off,
      sleep(timeoutMs, undefined, { ref: false }).then(() => {
        throw new Error(`it did not switch itself off: ${this.lastLine}`);
      }),
    ]);
  }

  /** Ends it at once and removes what it wrote. */
  async destroy(): Promise<void> {
    this.#console.destroy();
    if (this.#qemu.exitCode === null && this.#qemu.signalCode === null) {
      const over = new Promise((resolve) => this.#qemu.once('exit', resolve));
      this.#qemu.kill('SIGKILL');
      await over;
    }
    rmSync(this.#scratch, { recursive: true, force: true });
  }
}
