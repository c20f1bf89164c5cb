import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { childEnv } from '../settings/environment.ts';
import { must } from './exec.ts';
import { inWords } from './room.ts';

/** What a tar file may unpack to. */
export interface UnpackLimits {
  bytes: number;
  entries: number;
  /** ms for looking through it, and again for unpacking it. */
  timeoutMs: number;
}

/** A file is no tar file, is damaged, or holds more or other things than it may; the message says which. */
export class UnpackError extends Error {
  override name = 'UnpackError';
}

/** MiB of memory that tar and its decompressor may have: a header in a tar file can claim any length. */
const MEMORY = 512;
const LIMITED = ['prlimit', `--as=${MEMORY * 2 ** 20}`, '--'];

/** One line of GNU tar's `--list --verbose`: kind and mode, owner, size, and the rest. */
const LINE = /^(.)\S* \S+ +(\d+) /;

/**
 * Unpacks a tar file, compressed in any way that tar knows, into a folder. It looks through the file first and writes nothing then: a few
 * hundred KB can unpack to gigabytes. It takes files and folders only, and no link, device or pipe.
 * @throws UnpackError
 */
export async function unpack(file: string, into: string, limits: UnpackLimits): Promise<void> {
  await lookThrough(file, limits);
  // No file from it becomes longer than all together may be, even if the tar file has been exchanged by now.
  const argv = [
    ...LIMITED.slice(0, -1),
    `--fsize=${limits.bytes}`,
    '--',
    'tar',
    '--extract',
    `--file=${file}`,
  ];
  await must([...argv, `--directory=${into}`, '--no-same-owner'], { timeoutMs: limits.timeoutMs }).catch(
    (error: Error) => {
      throw new UnpackError(`it can't be unpacked: ${error.message}`);
    },
  );
}

async function lookThrough(file: string, { bytes, entries, timeoutMs }: UnpackLimits): Promise<void> {
  const args = ['--list', '--verbose', '--numeric-owner', '--quoting-style=escape', `--file=${file}`];
  const [program = '', ...rest] = [...LIMITED, 'tar', ...args];
  // tar gets a process group of its own, so that its decompressor ends with it.
  const tar = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: childEnv({ LC_ALL: 'C' }),
  });
  const ended = new Promise<number | null>((resolve) => {
    tar.once('close', resolve);
    tar.once('error', () => resolve(-1));
  });
  let said = '';
  tar.stderr.on('data', (text) => {
    said = `${said}${text}`.slice(-400);
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end(tar.pid);
  }, timeoutMs);
  let [count, sum] = [0, 0];
  try {
    for await (const line of createInterface(tar.stdout)) {
      const [, kind = '', size = ''] = LINE.exec(line) ?? [];
      if (kind !== '-' && kind !== 'd') {
        throw new UnpackError(`only files and folders are taken, and it holds ${line.slice(0, 200)}`);
      }
      sum += Number(size);
      if (sum > bytes) throw new UnpackError(`it unpacks to more than ${inWords(bytes)}`);
      if (++count > entries) throw new UnpackError(`it holds more than ${entries} files and folders`);
    }
    const code = await ended;
    if (isLate) throw new UnpackError(`looking through it took longer than ${timeoutMs / 1000} s`);
    if (code !== 0) throw new UnpackError(`it is no tar file, or is damaged: ${said.trim()}`);
  } finally {
    clearTimeout(timer);
    end(tar.pid);
    await ended;
  }
}

function end(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has ended by itself.
  }
}
