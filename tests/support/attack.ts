import type { RunResult } from '../../checkers/define.ts';
import type { TestHost } from './lab.ts';

/** Runs a bash script as root on a lab host, the way a learner would. Errors are in stdout too. */
export function asRoot(host: TestHost, script: string): Promise<RunResult> {
  return host.learner(`sudo bash 2>&1 <<'ATTACK'\n${script}\nATTACK`);
}

/** The same, for a script that must succeed. Returns its output. */
export async function asRootMust(host: TestHost, script: string): Promise<string> {
  const { code, stdout } = await asRoot(host, `set -e\n${script}`);
  if (code !== 0) throw new Error(`${script} failed (${code}): ${stdout}`);
  return stdout;
}

/** Numbers of system calls, which Perl makes without a header: amd64's and arm64's. */
const NUMBERS = {
  ptrace: [101, 117],
  syslog: [103, 116],
  acct: [163, 89],
  settimeofday: [164, 170],
  swapon: [167, 224],
  reboot: [169, 142],
  init_module: [175, 105],
  delete_module: [176, 106],
  clock_settime: [227, 112],
  kexec_load: [246, 104],
  add_key: [248, 217],
  keyctl: [250, 219],
  perf_event_open: [298, 241],
  open_by_handle_at: [304, 265],
  process_vm_readv: [310, 270],
  finit_module: [313, 273],
  bpf: [321, 280],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  unshare: [272, 97],
  inotify_init1: [294, 26],
  fanotify_init: [300, 262],
  io_setup: [206, 0],
  pidfd_open: [434, 434],
  pidfd_getfd: [438, 438],
} satisfies Record<string, [number, number]>;

export type SystemCall = keyof typeof NUMBERS;

/** Number of a system call on this machine. */
export const numberOf = (call: SystemCall) => NUMBERS[call][process.arch === 'arm64' ? 1 : 0];

/** A Perl program that makes one system call and prints what it gave: `ok`, or the error's number. */
export function perlCall(call: SystemCall, args: string): string {
  return `my $n = syscall(${numberOf(call)}, ${args}); print $n == -1 ? $! + 0 : "ok";`;
}

/** A Perl program that prints which of the files named on its input it can open for writing. It writes nothing. */
export const OPEN_FOR_WRITING = `while (<STDIN>) { chomp; print "$_\\n" if sysopen my $file, $_, 04001 }`;
