import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { appendFile, chmod, chown, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must, run } from '../../../common/exec.ts';
import { Turns } from '../../../common/turns.ts';
import { bareEnv } from '../../../settings/environment.ts';
import { type HostId, HostNotReady, type ShellCommand } from '../../contract.ts';
import { hasAllIds } from '../../user-ids.ts';
import { cgroupKind, HostCgroups, missingControllers } from '../shared/cgroups.ts';
import { learnersFilter } from './filter.ts';
import { MountNamespaces } from './mount-namespaces.ts';
import { GROUP, places } from './places.ts';

/** Read by each interactive bash of the lab image, and of learners' accounts. */
const PROMPT_MARKS = path.join(
  import.meta.dirname,
  '../../image/files/usr/local/libexec/vethlab/prompt-marks',
);

const HERE = import.meta.dirname;
const MIB = 2 ** 20;
/** User ids of learners: free for use in Debian and with systemd (uids-gids of systemd.io). */
const [FIRST_UID, LAST_UID] = [60_600, 61_183];

/** What one learner may take of the shared machine. */
const accountLimits = {
  /** Bytes of the files they write, which lie in memory. */
  homeBytes: 8 * MIB,
  /** Bytes of all their programs and files, if the machine has the memory controller. */
  memoryBytes: 96 * MIB,
  /** Bytes of data of one program, if it has no memory controller: each thread of the frameworks' clients sets 8 MiB aside. */
  dataBytes: 512 * MIB,
  processes: 60,
  /** The same if the machine is a container: there the limit also counts for root, which runs what sudo starts (setrlimit(2)). */
  manyProcesses: 1000,
  files: 256,
};

/** A learner's account on this machine. */
export interface Account {
  user: string;
  uid: number;
  home: string;
}

/** useradd and userdel lock the same files, and give up if another process has them. */
const turns = new Turns(1);

/** Accounts of one lab server's learners, each by the id of its lab host. */
export class Accounts {
  readonly #instance: string;
  readonly #mounts = new MountNamespaces();
  readonly #filter = learnersFilter().toString('hex');
  readonly #limited: boolean;

  constructor(instance: string) {
    this.#instance = instance;
    const kind = cgroupKind();
    this.#limited = kind !== undefined && missingControllers(kind).length === 0;
  }

  find(id: HostId): Account | undefined {
    return this.#all().find((one) => one.id === id)?.account;
  }

  ids(): HostId[] {
    return this.#all().map(({ id }) => id);
  }

  /** Whether the account is complete: after a reboot it is left without its files. */
  isWhole({ home }: Account): boolean {
    return isMounted(home);
  }

  /** Makes it possible to start programs of the account, also after a restart of the lab server. */
  open({ uid, home }: Account): Promise<void> {
    return this.#mounts.ensure(uid, home);
  }

  async add(id: HostId): Promise<Account> {
    const user = `vl-${createHash('sha256').update(`${this.#instance} ${id}`).digest('hex').slice(0, 8)}`;
    const home = path.join(places.learners, user);
    const settings = [
      ['UID_MIN', FIRST_UID],
      ['UID_MAX', LAST_UID],
      ['SUB_UID_COUNT', 0],
      ['SUB_GID_COUNT', 0],
    ].flatMap(([name, value]) => ['--key', `${name}=${value}`]);
    const comment = `vethlab ${this.#instance} ${id}`;
    const about = ['--gid', GROUP, '--home-dir', home, '--shell', '/bin/bash', '--comment', comment];
    await turns.run(async () => {
      await must(['useradd', ...settings, '--no-create-home', ...about, user]);
    });
    const account = this.find(id);
    if (!account) throw new Error(`The account ${user} was not made.`);
    if (this.#limited)
      await this.#cgroups(id).create(0, { ...accountLimits, cpus: 1, diskBytes: 0, packets: 0 });
    await this.#furnish(account);
    return account;
  }

  /** Ends all that runs as the learner, and takes the account and its files away. */
  async remove(id: HostId): Promise<void> {
    const account = this.find(id);
    if (account) {
      await endAll(account.uid);
      await this.#mounts.release(account.uid);
      await unmount(account.home);
      await rm(account.home, { recursive: true, force: true });
      await turns.run(async () => void (await must(['userdel', account.user])));
    }
    if (this.#limited) await this.#cgroups(id).destroy();
  }

  /** argv that runs a program as the learner, with the limits of the account. */
  as(id: HostId, { user, uid, home }: Account, argv: readonly string[]): ShellCommand {
    const mounts = this.#mounts.pathOf(uid);
    if (mounts === undefined) throw new HostNotReady('Your account on this machine is not ready.');
    const { processes, manyProcesses, files, homeBytes, dataBytes } = accountLimits;
    const limits = [
      `--nproc=${hasAllIds() ? processes : manyProcesses}`,
      `--nofile=${files}`,
      `--fsize=${homeBytes}`,
      '--core=0',
      ...(this.#limited ? [] : [`--data=${dataBytes}`]),
    ];
    const env = bareEnv({
      FILTER: this.#filter,
      CGROUPS: this.#limited ? this.#cgroups(id).procs.join(' ') : '',
      LIMITS: limits.join(' '),
      ARCH: process.arch,
    });
    const args = [path.join(HERE, 'learner.pl'), user, String(uid), home, mounts, ...argv];
    return { file: 'perl', args, env };
  }

  /** Memory of the learner's processes, and their number. */
  async usage(id: HostId, { uid }: Account): Promise<{ memoryBytes: number; processes: number }> {
    if (this.#limited) return this.#cgroups(id).usage();
    const { stdout } = await run(['ps', '-o', 'rss=', '-u', String(uid)]);
    const sizes = stdout.trim().split(/\s+/).filter(Boolean).map(Number);
    return { memoryBytes: sizes.reduce((sum, size) => sum + size * 1024, 0), processes: sizes.length };
  }

  async #furnish(account: Account): Promise<void> {
    const { uid, home } = account;
    await mkdir(home, { recursive: true, mode: 0o700 });
    const options = `mode=700,uid=${uid},size=${accountLimits.homeBytes},nr_inodes=2000,nosuid,nodev,noexec`;
    await must(['mount', '-t', 'tmpfs', '-o', options, 'learner', home]);
    await cp('/etc/skel', home, { recursive: true });
    const profile = path.join(home, '.bash_profile');
    await writeFile(profile, `. ~/.profile\nPATH=${places.programs}/bin:$PATH:/usr/sbin:/sbin\n`);
    await appendFile(path.join(home, '.bashrc'), await readFile(PROMPT_MARKS));
    await mkdir(path.join(home, '.tmp'));
    for (const name of ['', ...(await readdir(home))]) await chown(path.join(home, name), uid, uid);
    await this.open(account);
  }

  #all(): { id: HostId; account: Account }[] {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
    return lines.flatMap((line) => {
      const [user = '', , uid, , comment = '', home = ''] = line.split(':');
      const [ours, instance, id] = comment.split(' ');
      if (ours !== 'vethlab' || instance !== this.#instance || !id) return [];
      return [{ id, account: { user, uid: Number(uid), home } }];
    });
  }

  #cgroups(id: HostId): HostCgroups {
    return new HostCgroups(this.#instance, id);
  }
}

/** Makes the folder of homes. */
export async function makePlace(): Promise<void> {
  await mkdir(places.learners, { recursive: true, mode: 0o755 });
  // Learners go through the folder to their homes, whatever umask it was made with.
  await chmod(path.dirname(places.learners), 0o755);
  await writeFile(places.nobodys, '', { mode: 0o444 });
}

/** Removes the folder. No account may be left. */
export async function removePlace(): Promise<void> {
  await rm(places.learners, { recursive: true, force: true });
}

async function endAll(uid: number): Promise<void> {
  // Again and again: a process that is ended may have started another meanwhile.
  for (let tries = 0; tries < 500; tries++) {
    if ((await run(['pkill', '-KILL', '-u', String(uid)])).code === 1) return;
    await sleep(10);
  }
  throw new Error(`Programs of the user ${uid} could not be ended.`);
}

async function unmount(place: string): Promise<void> {
  if (isMounted(place)) await must(['umount', '--lazy', place]);
}

const isMounted = (place: string) => readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${place} `);
