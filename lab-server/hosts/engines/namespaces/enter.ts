import type { ShellCommand } from '../../contract.ts';
import type { HostCgroups } from './cgroups.ts';
import type { HostRecord } from './host-files.ts';

/** Joins the cgroups named in $CGROUPS, then becomes "$@": a daemon's container needs its host's cgroup, limits too. */
const JOIN = 'for procs in $CGROUPS; do echo $$ > "$procs"; done; exec "$@"';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** argv that runs a program as root on the host itself, with the learner's files. For making hosts, not for checks. */
export function asHostRoot(record: HostRecord, argv: readonly string[]): string[] {
  const clean = ['env', '-i', `PATH=${PATH}`, 'HOME=/root', 'LANG=C.UTF-8'];
  return [
    'nsenter',
    '-t',
    String(record.init.pid),
    '--all',
    '--setuid=0',
    '--setgid=0',
    '--',
    ...clean,
    ...argv,
  ];
}

/** argv that joins the host's cgroups first. */
export function joining(cgroups: HostCgroups, argv: readonly string[]): string[] {
  return ['env', `CGROUPS=${cgroups.enterProcs.join(' ')}`, 'sh', '-c', JOIN, 'sh', ...argv];
}

/** The learner's login shell, in a pty that is the server's own: no second pty on the host slows it. */
export function loginShell(record: HostRecord, cgroups: HostCgroups, command?: string): ShellCommand {
  const login = ['bash', '--login', ...(command === undefined ? [] : ['-c', command])];
  const user = [
    'setpriv',
    '--reuid=pi',
    '--regid=pi',
    '--init-groups',
    '--reset-env',
    'env',
    '--chdir=/home/pi',
  ];
  const env = [
    'LANG=C.UTF-8',
    'TERM=xterm-256color',
    'COLORTERM=truecolor',
    'XDG_RUNTIME_DIR=/run/user/1000',
  ];
  const [file = '', ...args] = joining(cgroups, asHostRoot(record, [...user, ...env, ...login]));
  return { file, args, env: { PATH } };
}

/** Capabilities of a trusted program: to see every process and its namespaces, and to open the frameworks' sockets. */
const CAPS = '-all,+sys_ptrace,+dac_override';

/**
 * argv for a program of the pristine image that looks at the host: in its network and process namespaces, but in the
 * machine's user namespace, where no one on the host can signal, trace or replace it. /mnt/view is what up.sh made.
 * `netnsOf` names a process, by its id on the host, whose network namespace is taken instead of the host's.
 */
export function trusted(record: HostRecord, argv: readonly string[], netnsOf?: number): string[] {
  const mountProc = 'mount -t proc -o nosuid,nodev,noexec proc /mnt/view/proc';
  const drop = `exec chroot /mnt/view setpriv --bounding-set=${CAPS} --inh-caps=${CAPS} --ambient-caps=${CAPS} --no-new-privs env -i PATH=${PATH} LANG=C.UTF-8 "$@"`;
  // A number only, and the kernel's own view of it: no word of the learner's reaches this shell.
  const other =
    netnsOf === undefined ? '' : `exec nsenter --net=/mnt/view/proc/${Math.trunc(netnsOf)}/ns/net `;
  const script = other
    ? `${mountProc} && ${other} sh -c '${drop.replaceAll("'", "'\\''")}' sh "$@"`
    : `${mountProc} && ${drop}`;
  const { init, router } = record;
  const spaces = [
    `--mount=/proc/${router.pid}/ns/mnt`,
    `--net=/proc/${init.pid}/ns/net`,
    `--pid=/proc/${init.pid}/ns/pid`,
  ];
  return ['nsenter', ...spaces, '--', 'unshare', '--mount', 'sh', '-c', script, 'sh', ...argv];
}
