import { spawn } from 'node-pty';
import type { ShellCommand } from '../hosts/contract.ts';
import { PtyInput } from './input.ts';

/** How often in ms a paused pty is asked whether its process still lives; node-pty waits 200 ms before it gives up. */
const LOOK_AFTER_PAUSED = 50;
/** How long in ms a shell may take to leave after SIGHUP. */
const GRACE = 2000;

export interface PtyListener {
  output(chunk: Buffer): void;
  /** After the last output. */
  exit(code: number): void;
}

/** What node-pty has at run time and leaves out of its types. */
interface PtyInternals {
  fd: number;
  _socket: { destroyed: boolean };
}

/** One process on a pseudoterminal: raw bytes both ways, with back-pressure. */
export class Pty {
  readonly #pty;
  readonly #input: PtyInput;
  readonly #isOpen: () => boolean;
  #paused: NodeJS.Timeout | undefined;
  #processGone = false;
  #exited = false;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(shell: ShellCommand, cols: number, rows: number, listener: PtyListener) {
    this.#pty = spawn(shell.file, shell.args, {
      name: 'xterm-256color',
      cols,
      rows,
      cwd: '/',
      env: { ...shell.env, COLORTERM: 'truecolor' },
      encoding: null,
    });
    const { fd, _socket } = this.#pty as unknown as PtyInternals;
    this.#isOpen = () => !_socket.destroyed;
    this.#input = new PtyInput(fd, this.#isOpen);
    this.#pty.onData((chunk) => listener.output(chunk as unknown as Buffer));
    this.#pty.onExit(({ exitCode, signal }) => {
      this.#exited = true;
      this.resume();
      clearTimeout(this.#killTimer);
      this.#input.close();
      // What a shell would say of a process that a signal ended.
      listener.exit(signal ? 128 + signal : exitCode);
    });
  }

  get isPaused(): boolean {
    return this.#paused !== undefined;
  }

  /** False when too much input waits for a program that does not read. */
  write(bytes: Uint8Array): boolean {
    return this.#input.write(bytes);
  }

  resize(cols: number, rows: number): void {
    if (this.#isOpen()) this.#pty.resize(cols, rows);
  }

  /** Stops reading, so that the program in the terminal has to wait once the kernel's small buffer is full. */
  pause(): void {
    if (this.#paused || this.#processGone) return;
    // node-pty throws away what was not read 200 ms after the process ended; so read it then, it isn't much.
    this.#processGone = !this.#isAlive();
    if (this.#processGone) return;
    this.#pty.pause();
    this.#paused = setInterval(() => {
      if (this.#isAlive()) return;
      this.#processGone = true;
      this.resume();
    }, LOOK_AFTER_PAUSED);
  }

  resume(): void {
    if (!this.#paused) return;
    clearInterval(this.#paused);
    this.#paused = undefined;
    this.#pty.resume();
  }

  /** Hangs up, as closing a terminal window does; a shell that stays all the same is killed. */
  end(): void {
    // Its process id may be another's by now.
    if (this.#exited) return;
    this.#pty.kill('SIGHUP');
    this.#killTimer ??= setTimeout(() => this.#pty.kill('SIGKILL'), GRACE);
  }

  #isAlive(): boolean {
    try {
      return process.kill(this.#pty.pid, 0);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code !== 'ESRCH';
    }
  }
}
