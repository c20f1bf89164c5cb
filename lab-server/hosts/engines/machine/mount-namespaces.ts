import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '../../../common/exec.ts';
import { places } from './places.ts';

/** ms in which the program that makes a namespace must say so on its first line. */
const LIMIT = 60_000;

/**
 * The mount namespaces that learners' programs run in. Each is held open here for as long as the lab server runs. A file could keep one
 * instead (`unshare --mount=FILE`), but Linux 6.18 at times refuses it: it compares numbers of namespaces that are not always in order.
 */
export class MountNamespaces {
  readonly #held = new Map<number, FileHandle>();

  /** The path by which the namespace of a user is entered; undefined while there is none. */
  pathOf(uid: number): string | undefined {
    const handle = this.#held.get(uid);
    return handle && `/proc/${process.pid}/fd/${handle.fd}`;
  }

  /** Makes sure that there is one: takes the one in which the user's programs run, or makes a new one. @param home the user's home directory. */
  async ensure(uid: number, home: string): Promise<void> {
    if (this.#held.has(uid)) return;
    const [pid] = (await run(['pgrep', '-u', String(uid)])).stdout.split('\n');
    const adopted = pid ? await open(`/proc/${pid}/ns/mnt`).catch(() => undefined) : undefined;
    this.#held.set(uid, adopted ?? (await make(home)));
  }

  async release(uid: number): Promise<void> {
    await this.#held.get(uid)?.close();
    this.#held.delete(uid);
  }
}

async function make(home: string): Promise<FileHandle> {
  const script = path.join(import.meta.dirname, 'mounts.sh');
  const argv = ['--mount', '--propagation', 'slave', 'sh', script, path.join(home, '.tmp'), places.nobodys];
  const child = spawn('unshare', argv, { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const exited = once(child, 'exit');
  child.stdin.on('error', () => {});
  child.stdin.write(`${(await becomers()).map((file) => `${file}\n`).join('')}\n`);
  const said = createInterface({ input: child.stdout });
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT);
  try {
    const line = await Promise.race([once(said, 'line'), exited]);
    if (line[0] !== 'done')
      throw new Error(`A learner's view of the machine could not be made: ${complaint.trim()}`);
    return await open(`/proc/${child.pid}/ns/mnt`);
  } finally {
    clearTimeout(timer);
    child.stdin.end();
    await exited;
  }
}

let known: Promise<string[]> | undefined;

/** Programs that run as another user or group than whoever starts them, except sudo and what its PAM asks about an account. */
function becomers(): Promise<string[]> {
  known ??= (async () => {
    const folders = ['/usr/bin', '/usr/sbin', '/usr/lib', '/usr/libexec', '/usr/local', '/opt'].filter(
      (folder) => existsSync(folder),
    );
    const { stdout } = await run(['find', ...folders, '-xdev', '-type', 'f', '-perm', '/6000', '-print'], {
      timeoutMs: 120_000,
    });
    const files = stdout
      .split('\n')
      .filter((file) => file !== '' && !['sudo', 'unix_chkpwd'].includes(path.basename(file)));
    // mount covers them, and itself last.
    return files.sort((a, b) => Number(a.endsWith('/mount')) - Number(b.endsWith('/mount')));
  })();
  return known;
}
