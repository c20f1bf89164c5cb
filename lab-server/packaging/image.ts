import { existsSync } from 'node:fs';
import path from 'node:path';
import { must } from '../common/exec.ts';
import { ensureImage, labImage } from '../hosts/image/build.ts';
import { childEnv } from '../settings/environment.ts';
import { folders } from '../setup/folders.ts';
import { SetupError } from '../setup/setup-error.ts';
import type { Architecture } from './architecture.ts';
import { elfMachine } from './elf.ts';

/** A lab image on disk: a folder named by its key, with root/ in it. */
export interface StoredImage {
  key: string;
  folder: string;
}

/**
 * The lab image for an architecture, which is built if it is not there. Building for another architecture takes programs that emulate it
 * (qemu-user-static with binfmt_misc). `given` is the folder of an image that was built elsewhere, as a machine of that architecture has it.
 * @throws SetupError, ImageError
 */
export async function imageFor(
  architecture: Architecture,
  given: string | undefined,
  tell: (doing: string) => void,
): Promise<StoredImage> {
  if (given !== undefined) return checked(given, architecture);
  const { key, root } = await ensureImage(folders.images, tell, undefined, architecture.node);
  return { key, folder: path.dirname(root) };
}

async function checked(folder: string, architecture: Architecture): Promise<StoredImage> {
  const program = path.join(folder, 'root/usr/bin/true');
  const key = path.basename(folder);
  if (!/^[0-9a-f]{16}$/.test(key) || !existsSync(program)) {
    throw new SetupError(
      `${folder} is no lab image; name the folder which is named by its key and holds root/.`,
    );
  }
  if (elfMachine(program) !== architecture.elfMachine)
    throw new SetupError(`the lab image ${folder} is not for ${architecture.debian}; name one that is.`);
  const ours = await labImage(folders.images, undefined, architecture.node);
  if (ours.key === key) return { key, folder };
  throw new SetupError(
    `the lab image ${folder} is not this version's, whose key is ${ours.key}; build it with the same vethlab, or leave --image out.`,
  );
}

/** Packs an image for the installer to unpack. It takes zstd, since a Raspberry Pi has to do the unpacking. */
export async function packImage({ folder }: StoredImage, file: string): Promise<void> {
  await must(
    ['tar', '--numeric-owner', '--sort=name', '-I', 'zstd -T0 -12 -q', '-cf', file, '-C', folder, 'root'],
    { timeoutMs: 3_600_000 },
  );
}

/** Always the same, so that the same image gives the same bytes. */
const DISK_ID = '6c616220-696d-4167-8520-6f6e20646973';

/**
 * Writes an image as an ext4 file system in a file, which is mounted and never written to. Unlike the overlay that a container's own root is, it takes
 * id-mapped mounts, and every kernel that can hold lab hosts reads it.
 * @param seconds the time of the file system in s since 1970.
 */
export async function packDisk({ folder }: StoredImage, file: string, seconds: number): Promise<void> {
  const env = childEnv({ SOURCE_DATE_EPOCH: String(seconds) });
  const bytes = Math.ceil((await unpackedBytes({ key: '', folder })) * 1.2);
  await must(['truncate', `--size=${bytes}`, file]);
  const options = [
    '-q',
    '-m',
    '0',
    '-O',
    '^has_journal',
    '-U',
    DISK_ID,
    '-E',
    `hash_seed=${DISK_ID},lazy_itable_init=0`,
  ];
  await must(['mkfs.ext4', ...options, '-i', '8192', '-d', folder, file], { env, timeoutMs: 600_000 });
  await must(['resize2fs', '-M', file], { env, timeoutMs: 600_000 });
}

/** Bytes that the unpacked image takes. */
export async function unpackedBytes({ folder }: StoredImage): Promise<number> {
  return Number((await must(['du', '-s', '-B1', folder], { timeoutMs: 120_000 })).split('\t')[0]);
}
