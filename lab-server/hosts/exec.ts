import { spawn } from 'node:child_process';
import type { RunResult } from '../../checkers/define.ts';
import { patient } from './patience.ts';

export interface ExecOptions {
  /** Text for its standard input; none when left out. */
  input?: string;
  /** After so many ms, or longer by PATIENCE, it and its children are killed. Default 30,000. */
  timeoutMs?: number;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

/** A command of the machine failed or ran too long; the message holds the command and the end of what it printed. */
export class ExecError extends Error {
  override name = 'ExecError';
}

/** Bytes of output kept of one command: what a learner can make a command print must not fill the memory. */
const LARGEST_OUTPUT = 8 * 1024 * 1024;

/**
 * Runs one program, without a shell, and gives what it printed whatever its exit status.
 * @throws ExecError when it can't be started, runs past its time or prints more than 8 MiB.
 */
export function run(argv: readonly string[], options: ExecOptions = {}): Promise<RunResult> {
  const [file = '', ...args] = argv;
  const { input, timeoutMs = 30_000, env = process.env, cwd } = options;
  const limit = patient(timeoutMs);
  const { promise, resolve, reject } = Promise.withResolvers<RunResult>();
  // A process group of its own, so that the time limit ends its children too.
  const child = spawn(file, args, { env, ...(cwd ? { cwd } : {}), detached: true, stdio: 'pipe' });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let size = 0;
  const abort = (why: string) => {
    if (child.pid) kill(-child.pid);
    child.stdout.destroy();
    child.stderr.destroy();
    reject(new ExecError(`${argv.join(' ')} ${why}`));
  };
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
    reject(new ExecError(`${argv.join(' ')}: ${error.message}`));
  });
  child.on('close', (code, signal) => {
    clearTimeout(timer);
    resolve({
      argv,
      stdout: Buffer.concat(out).toString(),
      stderr: Buffer.concat(err).toString(),
      code: code ?? (signal ? 128 : 1),
    });
  });
  child.stdin.on('error', () => {}); // it may end without reading
  child.stdin.end(input);
  return promise;
}

/** As `run`, for a command that must succeed: gives its standard output. @throws ExecError when its status is not 0. */
export async function must(argv: readonly string[], options?: ExecOptions): Promise<string> {
  const { code, stdout, stderr } = await run(argv, options);
  if (code === 0) return stdout;
  throw new ExecError(`${argv.join(' ')} failed (${code}): ${(stderr || stdout).trim().slice(-600)}`);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended just before.
  }
}
