import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ShellCommand } from '../hosts/contract.ts';
import type { ShellId } from './methods.ts';

/** Major device numbers of ptys' near ends (Documentation/admin-guide/devices.txt of Linux). */
const PTS_MAJORS = { first: 136, last: 143 };

/** The shells that were started on ptys of another user. */
export class Shells {
  readonly #owner: number;
  readonly #running = new Map<ShellId, ChildProcess>();
  /** Makes ids differ from those of an earlier host-maker. */
  readonly #prefix = `${process.pid}-${Date.now().toString(36)}`;
  readonly #onLeft: (shell: ShellId, code: number) => void;
  #count = 0;

  /** @param owner the only user id whose ptys are taken. */
  constructor(owner: number, onLeft: (shell: ShellId, code: number) => void) {
    this.#owner = owner;
    this.#onLeft = onLeft;
  }

  /** Starts a program whose terminal is /dev/pts/N. @throws Error when that pty is not the owner's. */
  async start(command: ShellCommand, pts: number): Promise<ShellId> {
    const terminal = this.#open(pts);
    const id = `${this.#prefix}-${this.#count++}`;
    try {
      // The shell gets a session of its own, which the pty will control.
      const child = spawn('setsid', ['--ctty', command.file, ...command.args], {
        env: { TERM: 'xterm-256color', COLORTERM: 'truecolor', ...command.env },
        cwd: '/',
        stdio: [terminal, terminal, terminal],
      });
      this.#running.set(id, child);
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
      child.once('exit', (code, signal) => {
        this.#running.delete(id);
        this.#onLeft(id, code ?? 128 + (os.constants.signals[signal ?? 'SIGHUP'] ?? 0));
      });
      return id;
    } catch (error) {
      this.#running.delete(id);
      throw error;
    } finally {
      closeSync(terminal);
    }
  }

  end(id: ShellId): void {
    this.#running.get(id)?.kill('SIGKILL');
  }

  #open(pts: number): number {
    // The request has a number and no path, so it can name nothing but a pty. Opening it does not make it this process's own terminal.
    const fd = openSync(
      path.join('/dev/pts', String(Math.trunc(pts))),
      constants.O_RDWR | constants.O_NOCTTY,
    );
    const { uid, rdev } = fstatSync(fd);
    const major = (rdev >> 8) & 0xfff;
    if (uid === this.#owner && major >= PTS_MAJORS.first && major <= PTS_MAJORS.last) return fd;
    closeSync(fd);
    throw new Error(`pty ${pts} is not one of the terminals' own.`);
  }
}
