import { appendFileSync, closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { must } from '../common/exec.ts';
import { childEnv } from '../settings/environment.ts';
import { ensurePackages } from '../setup/packages.ts';
import { type ImageFormat, LAB_IMAGE, type Parts, unpackRoot } from './image-parts.ts';

const FILES = path.join(import.meta.dirname, 'files/disk');

/** Where the parts of the disk begin and end, in MiB. A firmware of either kind reads such a table; the boot loader lies before the first partition. */
const FIRMWARE = { at: 1, size: 63 };
const ROOT_AT = FIRMWARE.at + FIRMWARE.size;
/** The disk's size, of which only what is written takes room. vethlab-grow.service takes more at a start if there is more. */
const SIZE = 16 * 1024;
/** Always the same, so that the same image gives the same bytes. grub.cfg names the root by it. */
const ROOT_ID = '7665746c-6162-4469-8b20-6f6e20726f6f';
const FIRMWARE_ID = '76657468';

/** Debian packages that a machine of its own takes. The file with the firmware's boot loader, and Linux, differ. */
const machinePackages = [
  ...[
    'systemd-sysv',
    'systemd-resolved',
    'systemd-timesyncd',
    'udev',
    'dbus',
    'kmod',
    'initramfs-tools',
    'login',
  ],
  ...['apt', 'ca-certificates', 'fdisk', 'grub-common'],
];

/** A disk that boots: for a virtual machine of any kind, and, written to a real one, for a real machine. */
export const diskImage: ImageFormat = {
  suffix: 'qcow2',
  use: (name) => `In a virtual machine: qemu-system-x86_64 -m 2G -nic user,hostfwd=tcp::8080-:8080 ${name}`,
  machine: ({ debian }) => ({
    packages: [
      ...machinePackages,
      ...(debian === 'amd64'
        ? ['linux-image-amd64', 'grub-pc-bin', 'grub-efi-amd64-bin']
        : ['linux-image-arm64', 'grub-efi-arm64-bin']),
    ],
    script: path.join(FILES, 'setup.sh'),
  }),
  async write(file, parts, tell) {
    const { work } = parts;
    await ensurePackages(
      { dosfstools: 'mkfs.vfat', mtools: 'mcopy', 'qemu-utils': 'qemu-img', fdisk: 'sfdisk' },
      tell,
    );
    tell('unpacking the system');
    const root = path.join(work, 'root');
    await unpackRoot(parts, root);
    finish(root, parts);
    const loaders = ['boot.img', 'core.img'].map((name) => path.join(root, 'boot/grub', name));
    const [boot, core] = parts.architecture.debian === 'amd64' ? loaders.map((one) => readFileSync(one)) : [];
    tell('making its file systems');
    const disk = path.join(work, 'disk');
    await must(['truncate', `--size=${SIZE}M`, disk]);
    const lines = [
      'label: dos',
      `label-id: 0x${FIRMWARE_ID}`,
      `start=${FIRMWARE.at}MiB, size=${FIRMWARE.size}MiB, type=ef, bootable`,
      `start=${ROOT_AT}MiB, type=83`,
    ];
    await must(['sfdisk', '--quiet', disk], { input: `${lines.join('\n')}\n` });
    await writeFirmwarePart(root, path.join(work, 'firmware'), parts);
    await writeRootPart(root, path.join(work, 'root.ext4'), parts);
    for (const [name, at] of [
      ['firmware', FIRMWARE.at],
      ['root.ext4', ROOT_AT],
    ] as const) {
      const from = path.join(work, name);
      const argv = [
        'dd',
        `if=${from}`,
        `of=${disk}`,
        'bs=1M',
        `seek=${at}`,
        'conv=notrunc,sparse',
        'status=none',
      ];
      await must(argv, { timeoutMs: 600_000 });
      rmSync(from);
    }
    if (boot && core) writeBootLoader(boot, core, disk);
    tell('compressing');
    const argv = [
      'qemu-img',
      'convert',
      '-O',
      'qcow2',
      ...(parts.compress ? ['-c'] : []),
      disk,
      `${file}.partial`,
    ];
    await must(argv, { timeoutMs: 1_800_000 });
    renameSync(`${file}.partial`, file);
  },
};

/** What only the lab image's key and the architecture tell. */
function finish(root: string, { labImage }: Parts): void {
  const name = path.basename(labImage);
  const place = `/var/lib/vethlab/images/${path.basename(name, '.ext4')}`;
  const mounts = [
    `UUID=${ROOT_ID} / ext4 noatime 0 1`,
    `/${LAB_IMAGE}/${name} ${place} ext4 loop,ro,nodev 0 0`,
  ];
  appendFileSync(path.join(root, 'etc/fstab'), `${mounts.join('\n')}\n`);
}

/** The part from which UEFI starts the boot loader, by the name that it looks for on a disk that it does not know. */
async function writeFirmwarePart(
  root: string,
  file: string,
  { architecture, seconds }: Parts,
): Promise<void> {
  const loader = architecture.debian === 'amd64' ? 'BOOTX64.EFI' : 'BOOTAA64.EFI';
  const env = childEnv({ SOURCE_DATE_EPOCH: String(seconds), MTOOLS_SKIP_CHECK: '1' });
  const kind = ['-F', '32', '-s', '1', '-i', FIRMWARE_ID, '-n', 'FIRMWARE', '--invariant'];
  await must(['truncate', `--size=${FIRMWARE.size}M`, file]);
  await must(['mkfs.vfat', ...kind, file], { env });
  await must(['mmd', '-i', file, '::EFI', '::EFI/BOOT'], { env });
  await must(['mcopy', '-i', file, path.join(root, 'boot/grub', loader), `::EFI/BOOT/${loader}`], { env });
}

async function writeRootPart(root: string, file: string, { seconds }: Parts): Promise<void> {
  await must(['truncate', `--size=${SIZE - ROOT_AT}M`, file]);
  const options = ['-q', '-L', 'vethlab', '-U', ROOT_ID, '-E', `hash_seed=${ROOT_ID}`, '-d', root];
  const env = childEnv({ SOURCE_DATE_EPOCH: String(seconds) });
  await must(['mkfs.ext4', ...options, file], { env, timeoutMs: 600_000 });
  rmSync(root, { recursive: true });
}

/**
 * A BIOS starts the first sector's program, which loads GRUB's core from the sectors behind it: boot.img and core.img look for it there unless
 * they are told otherwise (GRUB, grub-core/boot/i386/pc/boot.S and diskboot.S).
 */
function writeBootLoader(boot: Buffer, core: Buffer, disk: string): void {
  const out = openSync(disk, 'r+');
  // The partition table begins behind.
  writeSync(out, boot.subarray(0, 440), 0, 440, 0);
  writeSync(out, core, 0, core.length, 512);
  closeSync(out);
}
