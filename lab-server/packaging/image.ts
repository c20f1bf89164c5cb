import { existsSync } from 'node:fs';
import path from 'node:path';
import { must } from '../common/exec.ts';
import { ensureImage, labImage } from '../hosts/image/build.ts';
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

/** Bytes that the unpacked image takes. */
export async function unpackedBytes({ folder }: StoredImage): Promise<number> {
  return Number((await must(['du', '-s', '-B1', folder], { timeoutMs: 120_000 })).split('\t')[0]);
}
