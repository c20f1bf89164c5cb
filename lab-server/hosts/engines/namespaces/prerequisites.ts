import { constants, existsSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import os from 'node:os';
import { existing } from '../../../common/disk-room.ts';
import { run } from '../../../common/exec.ts';
import { type Found, gigabytes, missing, type Prerequisite, there } from '../../../common/prerequisite.ts';
import { memoryControllerMend, piModel } from '../../../common/raspberry-pi.ts';
import { readIfThere } from '../../../common/read-file.ts';
import { BUILD_SPACE, labImage } from '../../image/build.ts';
import { debianMirror } from '../../image/mirror.ts';
import type { EngineFolders } from '../contract.ts';
import { cgroupKind, missingControllers } from '../shared/cgroups.ts';
import { lookAtCounters } from './kernel-counters.ts';

/** Overlays with an id-mapped lower layer came with Linux 5.19. */
const OLDEST_KERNEL = [5, 19] as const;
/** Bytes that a lab host may need on disk beside the image. */
const HOST_SPACE = 0.3e9;

/** What lab hosts made of namespaces need of this machine's kernel and disk. */
export const prerequisites = (
  { images, made }: EngineFolders,
  commandFor: (script: string) => string,
): Prerequisite[] => [
  { name: 'Kernel', needed: 'start', look: lookAtKernel },
  { name: 'User namespaces', needed: 'start', look: lookForUserNamespaces },
  { name: 'Overlay files', needed: 'start', look: lookForOverlay },
  { name: 'Control groups', needed: 'start', look: lookAtCgroups },
  { name: 'Shared counters', needed: 'advice', look: async () => lookAtCounters() },
  { name: 'Network kinds', needed: 'start', look: lookAtLinks },
  { name: 'IPv6', needed: 'start', look: lookForIpv6 },
  { name: 'Packet filter', needed: 'start', look: () => lookAtFilter(images) },
  { name: 'Devices', needed: 'start', look: lookAtDevices },
  { name: 'Debian mirror', needed: 'start', look: () => lookForMirror(images) },
  {
    name: 'Lab image',
    needed: 'setup',
    look: async () =>
      (await imageIsThere(images))
        ? there('built')
        : missing('not built', `${commandFor('start')} builds it`),
  },
  { name: 'Disk', needed: 'start', look: () => lookAtDisk(images, made) },
];

const imageIsThere = async (images: string) => existsSync((await labImage(images)).root);

async function lookForUserNamespaces(): Promise<Found> {
  return Number(readIfThere('/proc/sys/user/max_user_namespaces') ?? 0) > 0
    ? there('yes')
    : missing('switched off', 'sysctl -w user.max_user_namespaces=15000 (or a kernel with CONFIG_USER_NS)');
}

async function lookForOverlay(): Promise<Found> {
  return /\boverlay$/m.test(readIfThere('/proc/filesystems') ?? '') || (await loads('overlay'))
    ? there('yes')
    : missing('no', 'load the kernel module overlay, or use a kernel with CONFIG_OVERLAY_FS');
}

async function lookForIpv6(): Promise<Found> {
  return existsSync('/proc/net/if_inet6')
    ? there('yes')
    : missing('switched off', 'boot without ipv6.disable=1; it may stay off on the interfaces themselves');
}

async function lookAtKernel(): Promise<Found> {
  const release = os.release();
  const [major = 0, minor = 0] = release.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST_KERNEL;
  return major > oldMajor || (major === oldMajor && minor >= oldMinor)
    ? there(release)
    : missing(release, `use Linux ${OLDEST_KERNEL.join('.')} or later (Debian 12 has 6.1)`);
}

async function lookAtCgroups(): Promise<Found> {
  const kind = cgroupKind();
  if (!kind) return missing('none', 'mount cgroup2 at /sys/fs/cgroup (a system with systemd does)');
  const without = missingControllers(kind);
  if (without.length === 0) return there(kind === 'v2' ? 'version 2' : 'version 1 beside 2');
  return missing(
    `no ${without.join(', ')}`,
    piModel(readIfThere('/proc/device-tree/model')) && without.includes('memory')
      ? memoryControllerMend(readIfThere('/proc/cmdline') ?? '')
      : 'use a kernel that has these controllers (cgroup_enable=memory on its command line where that one is switched off), then reboot',
  );
}

/** Makes one of each in a network namespace that ends at once. */
async function lookAtLinks(): Promise<Found> {
  const script = `ip link add v0 type veth peer name v1 || echo veth
    ip link add b0 type bridge || echo bridge
    ip link add m0 link v0 type macvlan || echo macvlan`;
  const { stdout, code } = await run(['unshare', '--net', 'sh', '-c', `{ ${script}; } 2> /dev/null`]);
  const without = stdout.trim().split('\n').filter(Boolean);
  if (code === 0 && without.length === 0) return there('veth, bridge, macvlan');
  return missing(
    `no ${without.join(', ') || 'network namespace'}`,
    `load the kernel modules ${without.join(', ')} (modprobe), or use a kernel that has them`,
  );
}

/** Docker writes its rules with the image's iptables, which speaks nf_tables. */
async function lookAtFilter(images: string): Promise<Found> {
  const { root } = await labImage(images);
  if (!existsSync(root)) return there('looked at once the lab image is built');
  const { code } = await run(['unshare', '--net', 'chroot', root, 'iptables', '-t', 'nat', '-L', '-n']);
  return code === 0
    ? there('nf_tables with NAT')
    : missing(
        'no nf_tables',
        'load the kernel modules nf_tables and nft_chain_nat, or use a kernel that has them',
      );
}

async function lookAtDevices(): Promise<Found> {
  const without = ['/dev/net/tun', '/dev/fuse', '/dev/loop-control'].filter((device) => !existsSync(device));
  return without.length === 0
    ? there('tun, fuse, loop')
    : missing(`no ${without.join(', ')}`, 'modprobe tun fuse loop, or use a kernel that has them');
}

async function lookForMirror(images: string): Promise<Found> {
  if (await imageIsThere(images)) return there('not needed any more');
  return (await debianMirror())
    ? there('in the sources of apt')
    : missing(
        'none',
        "add Debian's archive to /etc/apt/sources.list.d and run apt-get update; the lab image is built from it",
      );
}

async function lookAtDisk(images: string, made: string): Promise<Found> {
  const needed = (await imageIsThere(images)) ? HOST_SPACE : BUILD_SPACE;
  const folder = existing(made);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EROFS')
      return missing(
        'read-only',
        `make the file system of ${folder} writable (mount -o remount,rw), or set VAR_DIR to a folder on one`,
      );
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  return free >= needed
    ? there(`${gigabytes(free)} free, ${gigabytes(needed)} needed`)
    : missing(`${gigabytes(free)} free`, `free ${gigabytes(needed - free)} more on the disk of ${folder}`);
}

async function loads(module: string): Promise<boolean> {
  return run(['modprobe', '-q', module]).then(
    ({ code }) => code === 0,
    () => false,
  );
}
