import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { ShellCommand } from '../hosts/contract.ts';

/** The longest in ms that one command may take. */
const LIMIT = 120_000;

export interface ShellOutput {
  /** Standard output and standard error, as a terminal shows them. */
  printed: string;
  code: number;
}

/** The shell of one terminal on a lab host. It is kept for command after command, so each finds what the one before has set. */
export class LearnerShell {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #mark = `@@${randomUUID()}`;
  #printed = '';
  #onOutput: () => void = () => {};

  /** @param command starts a bash on the host that reads commands from its standard input and puts its errors among its output. */
  constructor({ file, args, env }: ShellCommand) {
    this.#child = spawn(file, args, { env, stdio: 'pipe', detached: true });
    const take = (chunk: Buffer) => {
      this.#printed += chunk.toString();
      this.#onOutput();
    };
    this.#child.stdout.on('data', take);
    this.#child.stderr.on('data', take);
    this.#child.on('close', () => this.#onOutput());
    this.#child.stdin.on('error', () => {}); // the shell may end without reading
  }

  /** The command that engine.shell runs for such a shell. Its input is a socket, and bash would conclude that rshd started it. */
  static readonly COMMAND = 'exec bash --norc 2>&1';

  /** @throws Error when the command does not end in time, or its shell ends. */
  async run(command: string): Promise<ShellOutput> {
    this.#start(command);
    return this.#finished(command);
  }

  /** Starts a command and returns once it has printed something; `ended` then waits for its end. */
  async begin(command: string): Promise<{ ended: () => Promise<ShellOutput> }> {
    this.#start(command);
    await this.#until(() => this.#printed !== '', command);
    return { ended: () => this.#finished(command) };
  }

  /** Ends the shell and everything that runs in it. */
  close(): void {
    const { pid, exitCode, signalCode } = this.#child;
    // By now another process may have its number.
    if (!pid || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // the shell has just ended
    }
  }

  #start(command: string): void {
    this.#printed = '';
    // The command runs in a group, so that a command that reads its input does not take the next commands.
    this.#child.stdin.write(`{\n${command}\n} < /dev/null\nprintf '\\n%s %s\\n' ${this.#mark} $?\n`);
  }

  async #finished(command: string): Promise<ShellOutput> {
    const end = new RegExp(`\n${this.#mark} (\\d+)\n`);
    await this.#until(() => end.test(this.#printed), command);
    const found = end.exec(this.#printed);
    return { printed: this.#printed.slice(0, found?.index), code: Number(found?.[1]) };
  }

  async #until(isSo: () => boolean, command: string): Promise<void> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`${command} took longer than ${LIMIT / 1000} s`)), LIMIT);
    try {
      while (!isSo()) {
        if (this.#child.exitCode !== null) throw new Error(`${command} ended its shell: ${this.#printed}`);
        const { promise: heard, resolve } = Promise.withResolvers<void>();
        this.#onOutput = resolve;
        await Promise.race([heard, late]);
      }
    } finally {
      clearTimeout(timer);
    }
  }
}
