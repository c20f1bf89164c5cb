import { spawn } from 'node:child_process';
import type { RunResult } from '../../checkers/define.ts';
import { childEnv } from '../settings/environment.ts';
import { patient } from './patience.ts';
import { endGroup } from './process.ts';
import { currentWork } from './work.ts';

export interface ExecOptions {
  /** Text for its standard input; when left out, none. */
  input?: string;
  /** ms after which it and its children are killed; PATIENCE makes it longer. Default 30,000. */
  timeoutMs?: number;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** A command of the machine failed or ran too long; the message holds the command and the end of what it printed. */
export class ExecError extends Error {
  override name = 'ExecError';
}

/** Exit status of a program that a signal has ended. */
export const BY_SIGNAL = 128;

/** Most bytes of output kept of one command: a learner can make a command print much, and must not fill the memory. */
const LARGEST_OUTPUT = 8 * 1024 * 1024;

/**
 * Runs one program, without a shell, and gives what it printed, whatever its exit status. It is part of the work (work.ts) that started it.
 * When the promise settles, the program has ended.
 * @throws ExecError when it can't be started, runs past its time, prints more than 8 MiB or is ended with its work.
 */
export function run(argv: readonly string[], options: ExecOptions = {}): Promise<RunResult> {
  const [file = '', ...args] = argv;
  const { input, timeoutMs = 30_000, env = childEnv(), cwd } = options;
  const limit = patient(timeoutMs);
  const { promise, resolve, reject } = Promise.withResolvers<RunResult>();
  const work = currentWork();
  if (work?.ended) {
    reject(new ExecError(`${argv.join(' ')} was not started: what it is for was ended`));
    return promise;
  }
  // The program gets a process group of its own, so that the time limit ends its children too.
  const child = spawn(file, args, {
    env: { ...env, ...work?.env },
    ...(cwd ? { cwd } : {}),
    detached: true,
    stdio: 'pipe',
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let size = 0;
  let why: string | undefined;
  let gone: Promise<void> | undefined;
  const abort = (reason: string) => {
    if (why !== undefined) return;
    why = reason;
    gone = child.pid ? endGroup(child.pid) : undefined;
    // A process that it started outside of its group may hold the pipes open.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const forget = work?.onEnd(() => abort('was ended with what it is for'));
  const timer = setTimeout(() => abort(`took longer than ${limit / 1000} s`), limit);
  const keep = (chunks: Buffer[]) => (chunk: Buffer) => {
    size += chunk.length;
    if (size > LARGEST_OUTPUT) abort('printed more than 8 MiB');
    else chunks.push(chunk);
  };
  child.stdout.on('data', keep(out));
  child.stderr.on('data', keep(err));
  child.on('error', (error) => {
    clearTimeout(timer);
    forget?.();
    reject(new ExecError(`${argv.join(' ')}: ${error.message}`));
  });
  child.on('close', (code, signal) => {
    clearTimeout(timer);
    forget?.();
    if (why !== undefined) {
      void gone?.then(() => reject(new ExecError(`${argv.join(' ')} ${why}`)));
      return;
    }
    resolve({
      argv,
      stdout: Buffer.concat(out).toString(),
      stderr: Buffer.concat(err).toString(),
      code: code ?? (signal ? BY_SIGNAL : 1),
    });
  });
  child.stdin.on('error', () => {}); // the program may end without reading
  child.stdin.end(input);
  return promise;
}

/** As `run`, for a command that must succeed: gives its standard output. @throws ExecError when its status is not 0. */
export async function must(argv: readonly string[], options?: ExecOptions): Promise<string> {
  const { code, stdout, stderr } = await run(argv, options);
  if (code === 0) return stdout;
  throw new ExecError(`${argv.join(' ')} failed (${code}): ${(stderr || stdout).trim().slice(-600)}`);
}
