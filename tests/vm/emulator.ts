import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { must } from '../../lab-server/common/exec.ts';
import { SetupError } from '../../lab-server/setup/setup-error.ts';
import type { Architecture } from './architecture.ts';

const BINFMT = '/proc/sys/fs/binfmt_misc';
/** ELF header of a 64-bit little-endian program for aarch64, and the mask of the bits that count (qemu, scripts/qemu-binfmt-conf.sh). */
const MAGIC = '\\x7fELF\\x02\\x01\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x02\\x00\\xb7\\x00';
const MASK =
  '\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\x00\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xfe\\xff\\xff\\xff';

/**
 * Has the kernel run programs for another processor by qemu-user-static, until the next boot. The interpreter is opened once (F), so
 * that it is there in any root.
 * @throws SetupError when the kernel can't.
 */
export async function ensureEmulator({ debian, userEmulator }: Architecture): Promise<void> {
  if (debian !== 'arm64')
    throw new SetupError(`Emulating ${debian} on ${process.arch} was never tried; use a machine of its own.`);
  const name = userEmulator.replace('-static', '');
  const entry = `${BINFMT}/${name}`;
  try {
    if (!existsSync(`${BINFMT}/register`)) await must(['mount', '-t', 'binfmt_misc', 'binfmt_misc', BINFMT]);
    if (!existsSync(entry)) {
      await writeFile(`${BINFMT}/register`, `:${name}:M::${MAGIC}:${MASK}:/usr/bin/${userEmulator}:F`);
    }
    if ((await readFile(entry, 'utf8')).startsWith('enabled')) return;
  } catch (cause) {
    throw new SetupError(
      `this kernel can't be told to run ${debian} programs (binfmt_misc); use one that can.`,
      { cause },
    );
  }
  throw new SetupError(`programs for ${debian} are switched off in ${entry}; echo 1 > ${entry}`);
}
