import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ShellCommand } from '../hosts/contract.ts';
import { bareEnv } from '../settings/environment.ts';
import type { ShellId } from './methods.ts';

const PROGRAM = path.join(import.meta.dirname, 'shells.pl');

/** The shells that were started on ptys of another user. */
export class Shells {
  readonly #owner: number;
  readonly #onLeft: (shell: ShellId, code: number) => void;
  readonly #starting = new Map<ShellId, PromiseWithResolvers<ShellId>>();
  /** Makes ids differ from those of an earlier host-maker. */
  readonly #prefix = `${process.pid}-${Date.now().toString(36)}`;
  #program: ChildProcessByStdio<Writable, Readable, null> | undefined;
  #count = 0;

  /** @param owner the only user id whose ptys are taken. */
  constructor(owner: number, onLeft: (shell: ShellId, code: number) => void) {
    this.#owner = owner;
    this.#onLeft = onLeft;
  }

  /** Starts a program whose terminal is /dev/pts/N. @throws Error when that pty is not the owner's. */
  start({ file, args, env }: ShellCommand, pts: number): Promise<ShellId> {
    const id = `${this.#prefix}-${this.#count++}`;
    const started = Promise.withResolvers<ShellId>();
    this.#starting.set(id, started);
    const all = { TERM: 'xterm-256color', COLORTERM: 'truecolor', ...env };
    const variables = Object.entries(all).map(([name, value]) => `${name}=${value}`);
    const words = [file, ...args];
    this.#say(
      'start',
      id,
      String(pts),
      String(variables.length),
      ...variables,
      String(words.length),
      ...words,
    );
    return started.promise;
  }

  end(id: ShellId): void {
    this.#say('kill', id);
  }

  #say(...fields: string[]): void {
    this.#program ??= this.#begin();
    this.#program.stdin.write(fields.map((field) => `${field}\0`).join(''));
  }

  #begin(): ChildProcessByStdio<Writable, Readable, null> {
    const program = spawn('perl', [PROGRAM, process.arch, String(this.#owner)], {
      env: bareEnv(),
      cwd: '/',
      // Ctrl-C is for npm start, which then ends all in order.
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // It ends with this process, and keeps none going.
    for (const one of [program, program.stdin as Socket, program.stdout as Socket]) one.unref();
    program.stdin.on('error', () => {});
    const gone = (error = new Error('the program that starts shells has ended')) => {
      if (this.#program === program) this.#program = undefined;
      for (const { reject } of this.#starting.values()) reject(error);
      this.#starting.clear();
    };
    program.once('error', gone);
    program.once('exit', () => gone());
    createInterface(program.stdout).on('line', (line) => this.#hear(line));
    return program;
  }

  #hear(line: string): void {
    const [verb, id = '', ...words] = line.split(' ');
    const rest = words.join(' ');
    if (verb === 'left') {
      this.#onLeft(id, codeOf(Number(rest)));
      return;
    }
    const starting = this.#starting.get(id);
    this.#starting.delete(id);
    if (verb === 'started') starting?.resolve(id);
    else starting?.reject(new Error(rest));
  }
}

/** The exit status as a shell would say it, of one in the form of wait(2). */
function codeOf(status: number): number {
  const signal = status & 0x7f;
  return signal === 0 ? status >> 8 : 128 + signal;
}
