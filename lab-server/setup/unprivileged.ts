import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '../common/exec.ts';
import { end, isAlive, Process, processesOfUser, processWith, signal } from '../common/process.ts';
import { instanceName } from '../hosts/instance-name.ts';
import { hasAllIds } from '../hosts/user-ids.ts';
import { bareEnv, environment } from '../settings/environment.ts';
import { folders, placeBeside } from './folders.ts';
import { SetupError } from './setup-error.ts';

/** User ids of a machine's web servers: above those of its people, below those of lab hosts. */
const OWNERS = { first: 900_000_000, count: 1_000_000 };
/** The same on a machine with fewer ids, such as a lab host or another container: ids that Debian leaves free. */
const FEW_OWNERS = { first: 60_100, count: 400 };

/** The user as whom the web server and the terminals of a state folder run. Nobody else has the id, and it has no name. */
export function ownerOf(stateDir: string): number {
  const { first, count } = hasAllIds() ? OWNERS : FEW_OWNERS;
  return first + (Number.parseInt(instanceName(stateDir).slice(-8), 16) % count);
}

/** The folder of a state folder's host-maker socket; gone after a reboot. */
export function runDirOf(stateDir: string): string {
  return path.join('/run/vethlab', instanceName(stateDir));
}

/** What the ordinary user of a state folder has. */
export interface Given {
  /** Learners and their marks. */
  dataDir: string;
  owner: number;
}

/** The settings with which the terminals and the web server are started. */
interface StartedWith {
  /** Whether terminals are recorded. */
  record: boolean;
  /** The web server's. */
  port: number;
  /** Names of the courses that are served beside the first one. */
  beside: readonly string[];
}

/** The same for a program that asks the host-maker. */
export interface GivenSockets extends Given, StartedWith {
  /** A folder of root's, with the sockets that the user may use, and `web/`, which is the user's own. */
  runDir: string;
}

/**
 * Makes the ordinary user's folders.
 * @throws SetupError if an existing folder can't be given to them.
 */
export async function giveFolders(stateDir: string, started: StartedWith): Promise<GivenSockets> {
  const { dataDir, owner } = await giveData(stateDir);
  const runDir = runDirOf(stateDir);
  // In a folder of their own they could put a link in the place of a socket just before root gives the socket to them.
  mkdirSync(runDir, { recursive: true });
  chownSync(runDir, 0, owner);
  chmodSync(runDir, 0o750);
  await giveFolder(path.join(runDir, 'web'), owner);
  return { dataDir, runDir, owner, ...started };
}

/** Makes the data folder, which is the ordinary user's. @throws SetupError if an existing folder can't be given to them. */
export async function giveData(stateDir: string): Promise<Given> {
  const owner = ownerOf(stateDir);
  const dataDir = path.join(stateDir, 'data');
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  await giveFolder(dataDir, owner);
  return { dataDir, owner };
}

/**
 * Gives the user the folder and all that is in it, if they are not the owner: it was restored, or the state folder was moved. Nobody else
 * may be at work in it. No link is followed.
 */
export async function giveFolder(folder: string, owner: number): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (statSync(folder).uid === owner) return;
  // A file may have another name elsewhere, and that name would get the new owner too.
  const shared = (await must(['find', '-P', folder, '-type', 'f', '-links', '+1', '-print', '-quit'])).trim();
  if (shared !== '') {
    throw new SetupError(
      `${shared} is a file with more than one name (hard links), so its owner is not changed; copy it to a file of its own.`,
    );
  }
  await must(['chown', '--recursive', '-P', '--no-dereference', `${owner}:${owner}`, folder], {
    timeoutMs: 600_000,
  });
}

/** The file that says which process has the terminals. Only root can write it. */
const noteOf = (stateDir: string) => path.join(stateDir, 'terminals.json');

/** The process that has the terminals of a state folder, if it runs. */
async function terminalsProcess(stateDir: string): Promise<Process | undefined> {
  try {
    const noted = Process.parse(JSON.parse(readFileSync(noteOf(stateDir), 'utf8')));
    return (await isAlive(noted)) ? noted : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the terminals' process, unless one still runs from a lab server that was killed: then its terminals go on too. */
export async function ensureTerminals(stateDir: string, given: GivenSockets): Promise<Process> {
  const there = await terminalsProcess(stateDir);
  if (there) return there;
  // A web server without a terminals' process would keep the port, and nobody would end it.
  await endAllOf(given.owner);
  await mustBeReadable(given);
  // It gets a session of its own: Ctrl-C is for npm start, which then ends it in order.
  const child = startUnprivileged(given, 'terminals.ts', [given.runDir], {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  const started = await processWith(child.pid ?? 0);
  writeFileSync(noteOf(stateDir), JSON.stringify(started), { mode: 0o600 });
  return started;
}

/**
 * Starts one of our programs as the ordinary user, in the user's root folder (unprivileged.sh).
 * @param program below lab-server.
 */
export function startUnprivileged(
  { dataDir, owner, ...more }: Given | GivenSockets,
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const isOwn = folders.course === folders.root;
  const { runDir, record, port, beside } =
    'runDir' in more ? more : { runDir: '', record: false, port: 0, beside: [] };
  const env = bareEnv({
    TZ: environment.TZ ?? '',
    CHECKOUT: folders.root,
    SITE: folders.site,
    COURSE: folders.course,
    NAME: isOwn ? '' : path.basename(folders.ofCourse),
    BESIDE: beside.join(' '),
    MADE: folders.made,
    MADE_AT: path.join('/app/.vethlab', path.relative(folders.made, folders.ofCourse)),
    DATA: dataDir,
    RUN_DIR: runDir,
    OWNER: String(owner),
    RECORD: record ? 'on' : 'off',
    NODE: path.relative(folders.root, process.execPath),
    LOW_PORT: port > 0 && port < 1024 ? '1' : '0',
  });
  const script = path.join(import.meta.dirname, 'unprivileged.sh');
  const become = ['sh', script, path.join('/app/lab-server', program), ...args];
  return spawn('unshare', ['--mount', '--propagation', 'slave', ...become], { env, ...options });
}

/**
 * Runs one of our programs on the data as the ordinary user, on this process's standard input, output and error. Root trusts nothing in a
 * folder that another user writes: a file there could even be one of the machine's.
 * @returns its exit status.
 */
export async function runUnprivileged(
  stateDir: string,
  program: string,
  args: readonly string[] = [],
): Promise<number> {
  const child = startUnprivileged(await giveData(stateDir), program, args, { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Ends the terminals' process, and with it the terminals and the web server, even if it has outlived its lab server. */
export async function endTerminals(stateDir: string): Promise<void> {
  const found = await terminalsProcess(stateDir);
  if (found) {
    await signal(found, 'SIGTERM');
    const limit = Date.now() + 10_000;
    while ((await isAlive(found)) && Date.now() < limit) await sleep(20);
    await end(found);
  }
  await endAllOf(ownerOf(stateDir));
  rmSync(noteOf(stateDir), { force: true });
  rmSync(runDirOf(stateDir), { recursive: true, force: true });
}

/**
 * Ends a web server whose terminals' process was killed: it has the port, and nobody else would end it. If the terminals go on, they end
 * it themselves.
 */
export async function endOrphans(stateDir: string): Promise<void> {
  if (!(await terminalsProcess(stateDir))) await endAllOf(ownerOf(stateDir));
}

/** Ends every process of a user, including those that they start meanwhile. */
async function endAllOf(owner: number): Promise<void> {
  for (;;) {
    const all = await processesOfUser(owner);
    if (all.length === 0) return;
    for (const one of all) await end(one);
  }
}

/** @throws SetupError if the user can't read our own code, as in a checkout made with umask 077. */
async function mustBeReadable({ owner, beside }: GivenSockets): Promise<void> {
  const { root } = folders;
  const sites = [folders, ...beside.map(placeBeside)].map(({ site }) => site);
  const some = ['package.json', 'lab-server/web.ts', 'node_modules/express/package.json'].map((name) =>
    path.join(root, name),
  );
  const closed = (
    await must([
      'find',
      ...some,
      ...sites.filter((site) => existsSync(site)),
      '!',
      '-perm',
      '-o=r',
      '-print',
      '-quit',
    ])
  ).trim();
  if (closed === '') return;
  throw new SetupError(
    `the web server runs as an ordinary user (id ${owner}), who can't read ${closed}; let everybody read this folder's files: chmod -R go+rX ${root}`,
  );
}
