import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { must } from '../../lab-server/common/exec.ts';
import { debianMirror } from '../../lab-server/hosts/image/mirror.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { hostPackages } from '../../lab-server/setup/packages.ts';
import { SetupError } from '../../lab-server/setup/setup-error.ts';
import { type Architecture, isNative } from './architecture.ts';
import { ensureEmulator } from './emulator.ts';

/** The folder of everything that is made for virtual machines. */
export const vmFolder = path.join(folders.made, 'vm');

/** The files from which a virtual machine is started. They are never written to. */
export interface BootDisk {
  /** An ext4 file system, the root. */
  disk: string;
  kernel: string;
  initrd: string;
  /** Private key of root's ssh. */
  key: string;
}

/** A Debian 13 as its installer leaves it, with the packages that vethlab needs, and ssh for commands. */
const PACKAGES = [
  'systemd-sysv',
  'udev',
  'dbus',
  'libpam-systemd',
  'apparmor',
  'kmod',
  'openssh-server',
  ...Object.keys(hostPackages),
];
/** Modules of its initial RAM disk. They are few, since an emulated processor takes long to unpack them. */
const BOOT_MODULES = ['virtio_pci', 'virtio_mmio', 'virtio_blk', 'ext4'];
/** The size of the root's disk in bytes. The file is sparse where nothing is written. */
const SIZE = '6G';
/** The longest in ms that making it may take. Another processor's packages are installed in emulation. */
const LIMIT = 45 * 60_000;

/**
 * Debian 13 of an architecture as a disk that boots. It is made when it does not exist.
 * @throws SetupError without a mirror, or without a way to run that architecture's programs.
 */
export async function ensureBootDisk(
  architecture: Architecture,
  tell: (doing: string) => void,
): Promise<BootDisk> {
  await mkdir(vmFolder, { recursive: true, mode: 0o700 });
  const key = await ensureKey();
  const publicKey = (await readFile(`${key}.pub`, 'utf8')).trim();
  const script = path.join(import.meta.dirname, 'debian.sh');
  const hash = createHash('sha256')
    .update([architecture.kernelPackage, SIZE, ...PACKAGES, ...BOOT_MODULES, publicKey].join('\0'))
    .update(await readFile(script))
    .digest('hex')
    .slice(0, 16);
  const folder = path.join(vmFolder, `debian-${architecture.debian}-${hash}`);
  const boot = {
    disk: path.join(folder, 'root.ext4'),
    kernel: path.join(folder, 'vmlinuz'),
    initrd: path.join(folder, 'initrd'),
    key,
  };
  if (existsSync(folder)) return boot;
  const mirror = await debianMirror();
  if (!mirror) throw new SetupError('apt on this machine knows no Debian mirror; add one to its sources.');
  if (!isNative(architecture)) await ensureEmulator(architecture);
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(path.join(partial, 'root'), { recursive: true });
  tell(`installing Debian 13 for ${architecture.debian}; what it prints goes to ${partial}.log`);
  const modules = `mkdir -p "$1/etc/initramfs-tools/conf.d" "$1/usr/share/initramfs-tools/modules.d" && echo MODULES=list > "$1/etc/initramfs-tools/conf.d/vm.conf" && printf '${BOOT_MODULES.join('\\n')}\\n' > "$1/usr/share/initramfs-tools/modules.d/vm"`;
  const mmdebstrap = [
    'mmdebstrap --mode=unshare --variant=minbase --format=tar',
    `--architectures=${architecture.debian}`,
    `--include=${[architecture.kernelPackage, ...PACKAGES].join(',')}`,
    '--dpkgopt=path-exclude=/usr/share/doc/* --dpkgopt=path-exclude=/usr/share/man/*',
    '--dpkgopt=path-exclude=/usr/share/locale/*',
    `--essential-hook='${modules.replaceAll("'", `'\\''`)}'`,
    `--customize-hook='KEY="${publicKey}" sh ${script} "$1"'`,
    `trixie - '${mirror}'`,
  ].join(' ');
  const line = `set -o pipefail; TMPDIR=/var/tmp ${mmdebstrap} 2> ${partial}.log | tar -xp --numeric-owner -C ${partial}/root`;
  await must(['bash', '-c', line], { timeoutMs: LIMIT });
  tell('making its disk');
  await takeKernel(path.join(partial, 'root/boot'), partial);
  const disk = path.join(partial, 'root.ext4');
  await must(['mkfs.ext4', '-q', '-L', 'root', '-d', path.join(partial, 'root'), disk, SIZE], {
    timeoutMs: LIMIT,
  });
  await rm(path.join(partial, 'root'), { recursive: true });
  await rename(partial, folder);
  return boot;
}

async function ensureKey(): Promise<string> {
  const key = path.join(vmFolder, 'key');
  if (!existsSync(key)) await must(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'vm', '-f', key]);
  return key;
}

/** Copies the kernel and its initial RAM disk from a root's /boot. */
async function takeKernel(from: string, to: string): Promise<void> {
  const names = await readdir(from);
  for (const [prefix, name] of [
    ['vmlinuz-', 'vmlinuz'],
    ['initrd.img-', 'initrd'],
  ] as const) {
    const found = names.find((one) => one.startsWith(prefix));
    if (!found) throw new SetupError(`Debian's kernel came without ${prefix}*; the log is beside ${to}.`);
    await writeFile(path.join(to, name), unpacked(await readFile(path.join(from, found))));
  }
}

/**
 * An arm64 kernel may be an EFI program that unpacks itself, which qemu 7.2 can't start. Its header (Linux,
 * drivers/firmware/efi/libstub/zboot-header.S) says where the packed kernel is.
 */
function unpacked(kernel: Buffer): Buffer {
  if (kernel.toString('latin1', 4, 8) !== 'zimg') return kernel;
  const [offset, size] = [kernel.readUInt32LE(8), kernel.readUInt32LE(12)];
  return gunzipSync(kernel.subarray(offset, offset + size));
}
