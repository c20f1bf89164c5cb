import path from 'node:path';
import type { HostUser, RunOptions } from '../../../../checkers/define.ts';
import { patient } from '../../../common/patience.ts';
import type { FileWork, ShellCommand, SshPart, TcpPort } from '../../contract.ts';
import type { HostCgroups } from '../shared/cgroups.ts';
import { DIAL, DIAL_WAIT, fileProgram } from '../shared/scripts.ts';
import type { HostRecord } from './host-files.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const ENTER = path.join(import.meta.dirname, 'enter.pl');

/** argv that becomes `argv` at the host's door (enter.pl, which says what it takes). */
function atHost(
  { init, router }: HostRecord,
  given: Record<string, string>,
  argv: readonly string[],
): string[] {
  const all = {
    INIT: `${init.pid} ${init.startTime}`,
    ROUTER: `${router.pid} ${router.startTime}`,
    ARCH: process.arch,
    ...given,
  };
  return ['perl', ENTER, ...Object.entries(all).map(([name, value]) => `${name}=${value}`), '--', ...argv];
}

/**
 * argv that runs a program as root on the host itself, with the learner's files, in the host's cgroups (a daemon's
 * container needs them and their limits) and behind the host's filter of system calls. It is for making hosts and for an author's
 * scripts, not for looking at hosts.
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

/** The beginning of an argv that runs as the learner on the host. */
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

interface Login {
  /** A command line that runs in its place. */
  command?: string | undefined;
  /** It is on a learner's second host, and its prompt says so. */
  isSecond?: boolean;
}

/** The learner's login shell, in a pty that is the server's own: no second pty on the host slows it. */
export function loginShell(
  record: HostRecord,
  cgroups: HostCgroups,
  { command, isSecond = false }: Login = {},
): ShellCommand {
  const login = ['bash', '--login', ...(command === undefined ? [] : ['-c', command])];
  const env = ['TERM=xterm-256color', 'COLORTERM=truecolor', 'VETHLAB_PAGE=1', RUNTIME_DIR];
  // Debian's prompt and title begin with this, in parentheses.
  if (isSecond) env.push('debian_chroot=second');
  return commandOf(asHostRoot(record, cgroups, [...AS_LEARNER, ...env, ...login]));
}

/** argv that runs a program on the host itself as one of its users, with the learner's files, as that user's shell would. */
export function insideHost(
  record: HostRecord,
  cgroups: HostCgroups,
  user: HostUser,
  argv: readonly string[],
): string[] {
  const asUser = user === 'pi' ? [...AS_LEARNER, RUNTIME_DIR] : ['env', '--chdir=/root'];
  return asHostRoot(record, cgroups, [...asUser, ...argv]);
}

/** argv that works on files, as the learner. */
export function homeFiles(record: HostRecord, cgroups: HostCgroups, work: FileWork): ShellCommand {
  return commandOf(asHostRoot(record, cgroups, [...AS_LEARNER, ...fileProgram(work)]));
}

/** argv that is a part of the way in for ssh, as the host's root (ssh-door of the lab image). */
export function sshDoor(record: HostRecord, cgroups: HostCgroups, part: SshPart): ShellCommand {
  return commandOf(asHostRoot(record, cgroups, ['/usr/local/libexec/vethlab/ssh-door', part]));
}

/**
 * argv that joins its standard input and output with a TCP port, as seen from the host (dial.pl). It is in the host's network and in none
 * of its other namespaces, as nobody, where no one on the host can signal or trace it.
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

/**
 * ms of processor time that a trusted program may take: it runs outside of the host's own share, and a learner decides how much it has to
 * look at. A scan of all ports takes a fifth of it.
 */
const PROCESSOR_LIMIT = 5000;

/**
 * Capabilities of a trusted program: they let it see every process and its namespaces, open the frameworks' sockets, scan ports
 * and read packet filters. They reach the host's network only: the program is in no other network, and can enter none.
 */
const CAPS = ['sys_ptrace', 'dac_override', 'net_raw'];
/** Programs that read packet filters need one more; with it lsns would list the machine's own network, to which the host's first socket belongs. */
const READS_FILTERS = /^(?:nft|ip6?tables(?:-\w+)*|conntrack)$/;

/**
 * argv for a program of the pristine image that looks at the host. It is in the host's network and process namespaces, but in the
 * machine's user namespace, where no one on the host can signal, trace or replace it. up.sh made /mnt/view.
 * The options may name a network namespace to take instead of the host's.
 */
export function trusted(
  record: HostRecord,
  argv: readonly string[],
  { netnsOf, netnsAt }: Pick<RunOptions, 'netnsOf' | 'netnsAt'> = {},
): string[] {
  const caps = READS_FILTERS.test(argv[0] ?? '') ? [...CAPS, 'net_admin'] : CAPS;
  const network: Record<string, string> = netnsAt
    ? { NETNS_AT: netnsAt.path, NETNS_SEEN_BY: String(Math.trunc(netnsAt.seenBy)) }
    : netnsOf === undefined
      ? {}
      : { NETNS_OF: String(Math.trunc(netnsOf)) };
  const seconds = Math.ceil(patient(PROCESSOR_LIMIT) / 1000);
  return atHost(
    record,
    { SECONDS: String(seconds), PATH, LANG: 'C.UTF-8', CAPS: caps.join(','), ...network },
    argv,
  );
}
