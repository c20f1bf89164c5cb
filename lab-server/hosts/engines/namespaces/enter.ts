import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HostUser, RunOptions } from '../../../../checkers/define.ts';
import type { FileWork, ShellCommand, TcpPort } from '../../contract.ts';
import type { HostCgroups } from './cgroups.ts';
import type { HostRecord } from './host-files.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const ENTER = path.join(import.meta.dirname, 'enter.pl');
const ENTER_NETNS = path.join(import.meta.dirname, 'enter-netns.pl');
/** As text, since those who run them can't read our files. */
const [DIAL = '', HOME_FILES = ''] = ['dial.pl', 'home-files.sh'].map((name) =>
  readFileSync(path.join(import.meta.dirname, name), 'utf8'),
);
/** Seconds that a connection may take to be made. */
const DIAL_WAIT = 5;

/** argv that becomes `argv` at the host's door (enter.pl). */
function atHost(
  { init, router }: HostRecord,
  env: Record<string, string>,
  argv: readonly string[],
): string[] {
  const variables = {
    INIT: `${init.pid} ${init.startTime}`,
    ROUTER: `${router.pid} ${router.startTime}`,
    ARCH: process.arch,
    ...env,
  };
  return [
    'env',
    ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
    'perl',
    ENTER,
    ...argv,
  ];
}

/**
 * argv that runs a program as root on the host itself, with the learner's files, in the host's cgroups (a daemon's
 * container needs them, limits too) and behind its filter of system calls. For making hosts and for what an author has run there, not
 * for looking at them.
 */
export function asHostRoot(record: HostRecord, cgroups: HostCgroups, argv: readonly string[]): string[] {
  const spaces = ['user', 'mount', 'net', 'pid', 'uts', 'ipc', 'cgroup'];
  return atHost(record, { CGROUPS: cgroups.enterProcs.join(' '), LEARNER: '1' }, [
    'nsenter',
    ...spaces.map((space) => `--${space}=ns/${space === 'mount' ? 'mnt' : space}`),
    '--setuid=0',
    '--setgid=0',
    '--',
    'env',
    '-i',
    `PATH=${PATH}`,
    'HOME=/root',
    'LANG=C.UTF-8',
    ...argv,
  ]);
}

/** The learner, on the host: argv begins with this. */
const AS_LEARNER = [
  'setpriv',
  '--reuid=pi',
  '--regid=pi',
  '--init-groups',
  '--reset-env',
  'env',
  '--chdir=/home/pi',
  'LANG=C.UTF-8',
];

const RUNTIME_DIR = 'XDG_RUNTIME_DIR=/run/user/1000';

/** The learner's login shell, in a pty that is the server's own: no second pty on the host slows it. */
export function loginShell(record: HostRecord, cgroups: HostCgroups, command?: string): ShellCommand {
  const login = ['bash', '--login', ...(command === undefined ? [] : ['-c', command])];
  const env = ['TERM=xterm-256color', 'COLORTERM=truecolor', RUNTIME_DIR];
  return commandOf(asHostRoot(record, cgroups, [...AS_LEARNER, ...env, ...login]));
}

/** argv that runs a program on the host itself as one of its users, with the learner's files, as a shell of theirs would. */
export function insideHost(
  record: HostRecord,
  cgroups: HostCgroups,
  user: HostUser,
  argv: readonly string[],
): string[] {
  const asUser = user === 'pi' ? [...AS_LEARNER, RUNTIME_DIR] : ['env', '--chdir=/root'];
  return asHostRoot(record, cgroups, [...asUser, ...argv]);
}

/** What works on the files of the learner's home directory, as the learner (home-files.sh). */
export function homeFiles(record: HostRecord, cgroups: HostCgroups, work: FileWork): ShellCommand {
  const words =
    work.do === 'list' ? [] : [work.name, ...(work.do === 'put' ? [String(Math.trunc(work.bytes))] : [])];
  const argv = [...AS_LEARNER, 'sh', '-c', HOME_FILES, 'sh', work.do, ...words];
  return commandOf(asHostRoot(record, cgroups, argv));
}

/**
 * Joins its standard input and output with a TCP port, as seen from the host (dial.pl): in the host's network and nothing else of it,
 * as nobody, where no one on the host can signal or trace it.
 */
export function dialer(record: HostRecord, { address, port }: TcpPort): ShellCommand {
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs'];
  const none = ['--bounding-set=-all', '--inh-caps=-all', '--ambient-caps=-all'];
  const dial = ['perl', '-e', DIAL, '--', address, String(Math.trunc(port)), String(DIAL_WAIT)];
  return commandOf(atHost(record, {}, ['nsenter', '--net=ns/net', '--', ...nobody, ...none, ...dial]));
}

function commandOf([file = '', ...args]: string[]): ShellCommand {
  return { file, args, env: { PATH } };
}

/** Capabilities of a trusted program: to see every process and its namespaces, and to open the frameworks' sockets. */
const CAPS = '-all,+sys_ptrace,+dac_override';

/**
 * argv for a program of the pristine image that looks at the host: in its network and process namespaces, but in the
 * machine's user namespace, where no one on the host can signal, trace or replace it. /mnt/view is what up.sh made.
 * The options may name another network namespace to take instead of the host's.
 */
export function trusted(
  record: HostRecord,
  argv: readonly string[],
  { netnsOf, netnsAt }: Pick<RunOptions, 'netnsOf' | 'netnsAt'> = {},
): string[] {
  const mountProc = 'mount -t proc -o ro,nosuid,nodev,noexec proc /mnt/view/proc';
  const drop = `exec chroot /mnt/view setpriv --bounding-set=${CAPS} --inh-caps=${CAPS} --ambient-caps=${CAPS} --no-new-privs env -i PATH=${PATH} LANG=C.UTF-8 "$@"`;
  // Numbers only, and the kernel's own view of them: no word of the learner's is part of this shell's script.
  const other = netnsAt
    ? `exec perl ${quoted(ENTER_NETNS)} ${process.arch} /mnt/view/proc/${Math.trunc(netnsAt.seenBy)}/root "$NETNS" `
    : netnsOf === undefined
      ? ''
      : `exec nsenter --net=/mnt/view/proc/${Math.trunc(netnsOf)}/ns/net `;
  const script = other ? `${mountProc} && ${other} sh -c ${quoted(drop)} sh "$@"` : `${mountProc} && ${drop}`;
  const spaces = [`--mount=/proc/${record.router.pid}/ns/mnt`, '--net=ns/net', '--pid=ns/pid'];
  const enter = ['nsenter', ...spaces, '--', 'unshare', '--mount', 'sh', '-c', script, 'sh'];
  return atHost(record, netnsAt ? { NETNS: netnsAt.path } : {}, [...enter, ...argv]);
}

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
