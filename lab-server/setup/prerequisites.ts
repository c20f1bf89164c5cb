import { constants, existsSync, readFileSync } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cgroupKind, missingControllers } from '../hosts/engines/namespaces/cgroups.ts';
import { run } from '../hosts/exec.ts';
import { BUILD_SPACE, labImage } from '../hosts/image/build.ts';
import { debianMirror } from '../hosts/image/mirror.ts';
import { hostMemory, inWords, memoryNow, mostHosts } from '../hosts/room.ts';
import { commandFor } from './commands.ts';
import { type EngineKind, engineKind } from './engine-kind.ts';
import { folders } from './folders.ts';
import type { Found } from './found.ts';
import { installed } from './installed.ts';
import { kernelModules, lookAtModules } from './kernel-modules.ts';
import { holderOf } from './lock.ts';
import { missingPackages, packagesFor, testPackages } from './packages.ts';
import { listenOn, portTrouble } from './port.ts';
import { memoryControllerMend, pageSize, piModel, power, storage, throttledBits } from './raspberry-pi.ts';
import { SetupError } from './setup-error.ts';

/** Something of this machine that vethlab can't do without. */
export interface Prerequisite {
  name: string;
  /**
   * `start`: nothing works without it. `setup`: npm start gets it by itself. `tests`: only npm test needs it. `advice`: it works
   * without, and not as well.
   */
  needed: 'start' | 'setup' | 'tests' | 'advice';
  look(): Promise<Found>;
}

/** Overlays with an id-mapped lower layer came with Linux 5.19. */
const OLDEST_KERNEL = [5, 19] as const;
/** Bytes a lab host may need on disk beside the image. */
const HOST_SPACE = 0.3e9;
/** Bytes of memory: one lab host with all four frameworks, the lab server, and room for the system. */
const LEAST_MEMORY = 0.7e9;

const model = piModel(read('/proc/device-tree/model'));

const ok = (seen: string): Found => ({ seen });
const missing = (seen: string, mend: string): Found => ({ seen, mend });
const imageIsThere = async () => existsSync((await labImage(folders.images)).root);
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

export const prerequisites: Prerequisite[] = [
  ...(model ? [{ name: 'Machine', needed: 'advice' as const, look: async () => ok(model) }] : []),
  {
    name: 'root',
    needed: 'start',
    look: async () =>
      process.getuid?.() === 0 ? ok('yes') : missing('no', `start it with sudo: sudo ${commandFor('start')}`),
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
  { name: 'Kernel modules', needed: 'advice', look: lookForModules },
  { name: 'Page size', needed: 'advice', look: lookAtPages },
  ...(model ? [{ name: 'Power', needed: 'advice' as const, look: lookAtPower }] : []),
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
      const wanted = packagesFor[engineKind()];
      const names = missingPackages(wanted);
      return names.length === 0
        ? ok(Object.keys(wanted).join(', '))
        : missing(
            `no ${names.join(', ')}`,
            installed
              ? `apt-get install ${names.join(' ')}`
              : `npm start installs them (apt-get install ${names.join(' ')})`,
          );
    },
  },
  {
    name: 'Lab hosts',
    needed: 'advice',
    look: async () => {
      const one = hostMemory[engineKind()];
      const { total } = memoryNow();
      return ok(`${mostHosts(one)} at once, of ${inWords(one)} each (three quarters of ${inWords(total)})`);
    },
  },
  {
    name: 'Frameworks',
    needed: 'start',
    look: async () => {
      const there = ['docker', 'podman', 'incus', 'lxc'].filter((name) =>
        ['/usr/bin', '/usr/local/bin'].some((place) => existsSync(`${place}/${name}`)),
      );
      return there.length > 0
        ? ok(there.join(', '))
        : missing(
            'none',
            `${commandFor('lab')}${installed ? '' : ' --'} provision sets them up; it says first what it will do`,
          );
    },
  },
  { name: 'Debian mirror', needed: 'start', look: lookForMirror },
  {
    name: 'Lab image',
    needed: 'setup',
    look: async () =>
      (await imageIsThere()) ? ok('built') : missing('not built', `${commandFor('start')} builds it`),
  },
  { name: 'Disk', needed: 'start', look: lookAtDisk },
  {
    name: 'What is kept',
    needed: 'advice',
    look: async () => storage((await statfs(existing(folders.made))).type),
  },
  {
    name: 'Port',
    needed: 'start',
    look: async () => {
      const { host, previewPort } = listenOn;
      const holder = await holderOf(folders.state);
      if (holder) return ok(`of the lab server that runs as process ${holder.pid}`);
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

/** What only lab hosts made of namespaces take. */
const OF_NAMESPACES = [
  'Kernel',
  'User namespaces',
  'Overlay files',
  'Control groups',
  'Network kinds',
  'IPv6',
  'Packet filter',
  'Devices',
  'Debian mirror',
  'Lab image',
  'Disk',
];

/** What the engine takes that ENGINE names. */
export const prerequisitesOf = (kind: EngineKind): Prerequisite[] =>
  kind === 'namespaces'
    ? prerequisites.filter(({ name }) => name !== 'Frameworks')
    : prerequisites.filter(({ name }) => !OF_NAMESPACES.includes(name));

/** @throws SetupError for the first thing that is missing and that npm start does not get by itself. */
export async function checkMachine(leaveOut: readonly string[] = []): Promise<void> {
  for (const { name, needed, look } of prerequisitesOf(engineKind())) {
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
    model && without.includes('memory')
      ? memoryControllerMend(read('/proc/cmdline') ?? '')
      : 'use a kernel that has these controllers (cgroup_enable=memory on its command line where that one is switched off), then reboot',
  );
}

async function lookForModules(): Promise<Found> {
  const release = os.release();
  return lookAtModules(kernelModules, {
    release,
    loaded: read('/proc/modules') ?? '',
    builtIn: read(`/lib/modules/${release}/modules.builtin`),
    loadable: read(`/lib/modules/${release}/modules.dep`),
  });
}

async function lookAtPages(): Promise<Found> {
  const { stdout } = await run(['getconf', 'PAGESIZE']);
  return pageSize(Number(stdout), model);
}

/** From the kernel where it has the file, else from Raspberry Pi OS's own tool. */
async function lookAtPower(): Promise<Found> {
  const text =
    read('/sys/devices/platform/soc/soc:firmware/get_throttled') ??
    (await run(['vcgencmd', 'get_throttled']).then(
      ({ stdout }) => stdout,
      () => '',
    ));
  const bits = throttledBits(text);
  return bits === undefined ? ok('not told here (no vcgencmd)') : power(bits);
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
  const folder = existing(folders.made);
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
    ? ok(`${gigabytes(free)} free, ${gigabytes(needed)} needed`)
    : missing(`${gigabytes(free)} free`, `free ${gigabytes(needed - free)} more on the disk of ${folder}`);
}

/** A folder, or what is there of the way to it. */
function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(path.dirname(folder));
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
