/** errno values; the same on amd64 and arm64. */
const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

/** Calls that no framework and no lesson needs. The kernel denies most of them to a user namespace anyway: this is the second lock. */
const FORBIDDEN = [
  // The machine's kernel, clock, disks and swap
  'kexec_load kexec_file_load init_module finit_module delete_module create_module query_module get_kernel_syms',
  'settimeofday stime clock_settime clock_settime64 clock_adjtime clock_adjtime64 adjtimex',
  'swapon swapoff quotactl quotactl_fd acct iopl ioperm',
  // The kernel's log, which all hosts and the machine share
  'syslog',
  // Much rarely used kernel code, which was a way out of containers more than once
  'bpf perf_event_open userfaultfd lookup_dcookie nfsservctl uselib ustat sysfs _sysctl vm86 vm86old',
  // Opening files by their number on the disk instead of by a path on the host
  'open_by_handle_at',
];

/**
 * These calls fail as if the kernel lacked them, for which programs are ready. Keyrings are not kept apart by host. io_uring does the work
 * of system calls where no filter sees it.
 */
const ABSENT = 'add_key request_key keyctl io_uring_setup io_uring_enter io_uring_register';

/**
 * The highest address family that a host may use: AF_PACKET. Some higher ones (AF_VSOCK, to the machine's hypervisor) know no network
 * namespace, and each asks the machine to load a module.
 */
const LAST_FAMILY = 17;
/** Lower address families that no one uses: AX.25, IPX, AppleTalk, NET/ROM, AF_BRIDGE, ATM, X.25, Rose, DECnet, AF_KEY. */
const OLD_FAMILIES = [3, 4, 5, 6, 7, 8, 9, 11, 12, 15];

/**
 * 32-bit x86 is left out, so its programs are killed: its socketcall hides the address family from a filter, and nothing in
 * the image is 32-bit.
 */
const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string[]>> = {
  x64: ['SCMP_ARCH_X86_64'],
  arm64: ['SCMP_ARCH_AARCH64', 'SCMP_ARCH_ARM'],
};

interface Argument {
  index: number;
  value: number;
  op: 'SCMP_CMP_EQ' | 'SCMP_CMP_GT';
}

const deny = (names: string, errnoRet: number, args: Argument[] = []) => ({
  names: names.split(' '),
  action: 'SCMP_ACT_ERRNO',
  errnoRet,
  args,
});
const denyFamily = (op: Argument['op'], value: number) =>
  deny('socket', EAFNOSUPPORT, [{ index: 0, value, op }]);

/**
 * linux.seccomp of config.json. It allows by default, since the four frameworks inside need nearly everything themselves and put
 * stricter filters of their own on their containers.
 */
export function seccomp(arch: NodeJS.Architecture = process.arch) {
  return {
    defaultAction: 'SCMP_ACT_ALLOW',
    architectures: ARCHITECTURES[arch] ?? [],
    syscalls: [
      deny(FORBIDDEN.join(' '), EPERM),
      deny(ABSENT, ENOSYS),
      denyFamily('SCMP_CMP_GT', LAST_FAMILY),
      ...OLD_FAMILIES.map((family) => denyFamily('SCMP_CMP_EQ', family)),
    ],
  };
}
