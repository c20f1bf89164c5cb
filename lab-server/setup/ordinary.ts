import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { instanceName } from '../hosts/engines/namespaces/engine.ts';
import { must } from '../hosts/exec.ts';
import { end, isAlive, Process, processWith, signal } from '../hosts/process.ts';
import { hasAllIds } from '../hosts/user-ids.ts';
import { recordFrom } from '../recordings/setting.ts';
import { folders } from './folders.ts';
import { listenOn } from './port.ts';
import { SetupError } from './setup-error.ts';

/** User ids that the web servers of a machine have: above its people's, below those of lab hosts. */
const OWNERS = { first: 900_000_000, count: 1_000_000 };
/** The same on a machine that is a lab host itself, or another container, and has fewer ids: free for use in Debian. */
const FEW_OWNERS = { first: 60_100, count: 400 };

/** The user that the web server and the terminals of a state folder are. Nobody else has the id, and it has no name. */
export function ownerOf(stateDir: string): number {
  const { first, count } = hasAllIds() ? OWNERS : FEW_OWNERS;
  return first + (Number.parseInt(instanceName(stateDir).slice(-8), 16) % count);
}

/** Where the host-maker's socket of a state folder lies; gone after a reboot. */
export function runDirOf(stateDir: string): string {
  return path.join('/run/vethlab', instanceName(stateDir));
}

/** What the ordinary user of a state folder has. */
export interface Given {
  /** Learners and their marks. */
  dataDir: string;
  /** The place of the host-maker's socket. */
  runDir: string;
  owner: number;
}

/** Makes the folders that the ordinary user has. */
export function giveFolders(stateDir: string): Given {
  const owner = ownerOf(stateDir);
  const [dataDir, runDir] = [path.join(stateDir, 'data'), runDirOf(stateDir)];
  for (const folder of [dataDir, runDir]) {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) chownSync(path.join(folder, name), owner, owner);
    chownSync(folder, owner, owner);
    chmodSync(folder, 0o700);
  }
  return { dataDir, runDir, owner };
}

/** Where it is noted which process has the terminals; only root can write it. */
const noteOf = (stateDir: string) => path.join(stateDir, 'terminals.json');

/** The process that has the terminals of a state folder, when it is there. */
async function terminalsProcess(stateDir: string): Promise<Process | undefined> {
  try {
    const noted = Process.parse(JSON.parse(readFileSync(noteOf(stateDir), 'utf8')));
    return (await isAlive(noted)) ? noted : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the terminals' process, unless one goes on from a lab server that was killed: then the terminals in it go on too. */
export async function ensureTerminals(stateDir: string, { dataDir, runDir, owner }: Given): Promise<void> {
  if (await terminalsProcess(stateDir)) return;
  await mustBeReadable(owner);
  const isOwn = folders.course === folders.root;
  const env = {
    PATH: process.env.PATH,
    TZ: process.env.TZ,
    CHECKOUT: folders.root,
    SITE: folders.site,
    COURSE: folders.course,
    NAME: isOwn ? '' : path.basename(folders.ofCourse),
    MADE_AT: path.join('/app/.vethlab', path.relative(folders.made, folders.ofCourse)),
    DATA: dataDir,
    RUN_DIR: runDir,
    OWNER: String(owner),
    RECORD: recordFrom() ? 'on' : 'off',
    NODE: path.relative(folders.root, process.execPath),
    LOW_PORT: listenOn.port < 1024 ? '1' : '0',
  };
  const script = path.join(import.meta.dirname, 'ordinary.sh');
  // A session of its own: Ctrl-C is for npm start, which ends it in order.
  const child = spawn('unshare', ['--mount', '--propagation', 'slave', 'sh', script], {
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  writeFileSync(noteOf(stateDir), JSON.stringify(await processWith(child.pid ?? 0)), { mode: 0o600 });
}

/** Ends it, and with it the terminals and the web server, when it has outlived its lab server. */
export async function endTerminals(stateDir: string): Promise<void> {
  const found = await terminalsProcess(stateDir);
  if (found) {
    await signal(found, 'SIGTERM');
    const limit = Date.now() + 10_000;
    while ((await isAlive(found)) && Date.now() < limit) await sleep(20);
    await end(found);
  }
  rmSync(noteOf(stateDir), { force: true });
  rmSync(runDirOf(stateDir), { recursive: true, force: true });
}

/** @throws SetupError when the user can't read our own code, as in a checkout made with umask 077. */
async function mustBeReadable(owner: number): Promise<void> {
  const { root, site } = folders;
  const some = ['package.json', 'lab-server/web.ts', 'node_modules/express/package.json'].map((name) =>
    path.join(root, name),
  );
  const closed = (
    await must([
      'find',
      ...some,
      ...(existsSync(site) ? [site] : []),
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
