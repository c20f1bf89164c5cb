import { existsSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import os from 'node:os';
import { cgroupKind, missingControllers } from '../hosts/engines/namespaces/cgroups.ts';
import { run } from '../hosts/exec.ts';
import { BUILD_SPACE, labImage } from '../hosts/image/build.ts';
import { debianMirror } from '../hosts/image/mirror.ts';
import { folders } from './folders.ts';
import { hostPackages, missingPackages, testPackages } from './packages.ts';
import { listenOn, portTrouble } from './port.ts';
import { SetupError } from './setup-error.ts';

/** What looking for a prerequisite found. `mend` is there when it is missing. */
export interface Found {
  seen: string;
  mend?: string;
}

/** Something of this machine that vethlab can't do without. */
export interface Prerequisite {
  name: string;
  /** `start`: nothing works without it. `setup`: npm start gets it by itself. `tests`: only npm test needs it. */
  needed: 'start' | 'setup' | 'tests';
  look(): Promise<Found>;
}

/** Overlays with an id-mapped lower layer came with Linux 5.19. */
const OLDEST_KERNEL = [5, 19] as const;
/** Bytes a lab host may need on disk beside the image. */
const HOST_SPACE = 0.3e9;
/** Bytes of memory: one lab host with all four frameworks, the lab server, and room for the system. */
const LEAST_MEMORY = 0.7e9;

const ok = (seen: string): Found => ({ seen });
const missing = (seen: string, mend: string): Found => ({ seen, mend });
const imageIsThere = async () => existsSync((await labImage(folders.images)).root);
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

export const prerequisites: Prerequisite[] = [
  {
    name: 'root',
    needed: 'start',
    look: async () =>
      process.getuid?.() === 0 ? ok('yes') : missing('no', 'start it with sudo: sudo npm start'),
  },
  {
    name: 'Processor',
    needed: 'start',
    look: async () =>
      process.arch === 'x64' || process.arch === 'arm64'
        ? ok(process.arch)
        : missing(process.arch, 'use a machine with an amd64 or arm64 processor and a 64-bit system'),
  },
  { name: 'Kernel', needed: 'start', look: lookAtKernel },
  {
    name: 'Memory',
    needed: 'start',
    look: async () =>
      os.totalmem() >= LEAST_MEMORY
        ? ok(gigabytes(os.totalmem()))
        : missing(gigabytes(os.totalmem()), `use a machine with at least ${gigabytes(LEAST_MEMORY)}`),
  },
  {
    name: 'User namespaces',
    needed: 'start',
    look: async () =>
      Number(read('/proc/sys/user/max_user_namespaces') ?? 0) > 0
        ? ok('yes')
        : missing(
            'switched off',
            'sysctl -w user.max_user_namespaces=15000 (or a kernel with CONFIG_USER_NS)',
          ),
  },
  {
    name: 'Overlay files',
    needed: 'start',
    look: async () =>
      /\boverlay$/m.test(read('/proc/filesystems') ?? '') || (await loads('overlay'))
        ? ok('yes')
        : missing('no', 'load the kernel module overlay, or use a kernel with CONFIG_OVERLAY_FS'),
  },
  { name: 'Control groups', needed: 'start', look: lookAtCgroups },
  { name: 'Network kinds', needed: 'start', look: lookAtLinks },
  {
    name: 'IPv6',
    needed: 'start',
    look: async () =>
      existsSync('/proc/net/if_inet6')
        ? ok('yes')
        : missing(
            'switched off',
            'boot without ipv6.disable=1; it may stay off on the interfaces themselves',
          ),
  },
  { name: 'Packet filter', needed: 'start', look: lookAtFilter },
  { name: 'Devices', needed: 'start', look: lookAtDevices },
  {
    name: 'Debian packages',
    needed: 'setup',
    look: async () => {
      const names = missingPackages(hostPackages);
      return names.length === 0
        ? ok(Object.keys(hostPackages).join(', '))
        : missing(`no ${names.join(', ')}`, `npm start installs them (apt-get install ${names.join(' ')})`);
    },
  },
  { name: 'Debian mirror', needed: 'start', look: lookForMirror },
  {
    name: 'Lab image',
    needed: 'setup',
    look: async () => ((await imageIsThere()) ? ok('built') : missing('not built', 'npm start builds it')),
  },
  { name: 'Disk', needed: 'start', look: lookAtDisk },
  {
    name: 'Port',
    needed: 'start',
    look: async () => {
      const { host, previewPort } = listenOn;
      const trouble =
        (await portTrouble(listenOn)) ??
        (previewPort === undefined
          ? undefined
          : await portTrouble({ host, port: previewPort }, 'PREVIEW_PORT'));
      return trouble === undefined
        ? ok(`${listenOn.host} ${listenOn.port} is free`)
        : missing('not free', trouble);
    },
  },
  {
    name: 'Browser for tests',
    needed: 'tests',
    look: async () =>
      missingPackages(testPackages).length === 0
        ? ok('chromium')
        : missing('no chromium', 'npm test installs it (apt-get install chromium)'),
  },
];

/** @throws SetupError for the first thing that is missing and that npm start does not get by itself. */
export async function checkMachine(leaveOut: readonly string[] = []): Promise<void> {
  for (const { name, needed, look } of prerequisites) {
    if (needed !== 'start' || leaveOut.includes(name)) continue;
    const { seen, mend } = await look();
    if (mend !== undefined) throw new SetupError(name === 'Port' ? mend : `${name}: ${seen}; ${mend}.`);
  }
}

async function lookAtKernel(): Promise<Found> {
  const release = os.release();
  const [major = 0, minor = 0] = release.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST_KERNEL;
  return major > oldMajor || (major === oldMajor && minor >= oldMinor)
    ? ok(release)
    : missing(release, `use Linux ${OLDEST_KERNEL.join('.')} or later (Debian 12 has 6.1)`);
}

async function lookAtCgroups(): Promise<Found> {
  const kind = cgroupKind();
  if (!kind) return missing('none', 'mount cgroup2 at /sys/fs/cgroup (a system with systemd does)');
  const without = missingControllers(kind);
  if (without.length === 0) return ok(kind === 'v2' ? 'version 2' : 'version 1 beside 2');
  return missing(
    `no ${without.join(', ')}`,
    'on a Raspberry Pi add cgroup_enable=memory to /boot/firmware/cmdline.txt; elsewhere use a kernel that has these controllers; then reboot',
  );
}

/** Makes one of each in a network namespace that is gone at once. */
async function lookAtLinks(): Promise<Found> {
  const script = `ip link add v0 type veth peer name v1 || echo veth
    ip link add b0 type bridge || echo bridge
    ip link add m0 link v0 type macvlan || echo macvlan`;
  const { stdout, code } = await run(['unshare', '--net', 'sh', '-c', `{ ${script}; } 2> /dev/null`]);
  const without = stdout.trim().split('\n').filter(Boolean);
  if (code === 0 && without.length === 0) return ok('veth, bridge, macvlan');
  return missing(
    `no ${without.join(', ') || 'network namespace'}`,
    `load the kernel modules ${without.join(', ')} (modprobe), or use a kernel that has them`,
  );
}

/** Docker writes its rules with the image's iptables, which speaks nf_tables. */
async function lookAtFilter(): Promise<Found> {
  const { root } = await labImage(folders.images);
  if (!existsSync(root)) return ok('looked at once the lab image is built');
  const { code } = await run(['unshare', '--net', 'chroot', root, 'iptables', '-t', 'nat', '-L', '-n']);
  return code === 0
    ? ok('nf_tables with NAT')
    : missing(
        'no nf_tables',
        'load the kernel modules nf_tables and nft_chain_nat, or use a kernel that has them',
      );
}

async function lookAtDevices(): Promise<Found> {
  const without = ['/dev/net/tun', '/dev/fuse', '/dev/loop-control'].filter((device) => !existsSync(device));
  return without.length === 0
    ? ok('tun, fuse, loop')
    : missing(`no ${without.join(', ')}`, 'modprobe tun fuse loop, or use a kernel that has them');
}

async function lookForMirror(): Promise<Found> {
  if (await imageIsThere()) return ok('not needed any more');
  return (await debianMirror())
    ? ok('in the sources of apt')
    : missing(
        'none',
        "add Debian's archive to /etc/apt/sources.list.d and run apt-get update; the lab image is built from it",
      );
}

async function lookAtDisk(): Promise<Found> {
  const needed = (await imageIsThere()) ? HOST_SPACE : BUILD_SPACE;
  const { bavail, bsize } = await statfs(folders.root);
  const free = bavail * bsize;
  return free >= needed
    ? ok(`${gigabytes(free)} free, ${gigabytes(needed)} needed`)
    : missing(
        `${gigabytes(free)} free`,
        `free ${gigabytes(needed - free)} more on the disk of ${folders.root}`,
      );
}

async function loads(module: string): Promise<boolean> {
  return run(['modprobe', '-q', module]).then(
    ({ code }) => code === 0,
    () => false,
  );
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
