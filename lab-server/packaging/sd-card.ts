import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { SetupError } from '../setup/setup-error.ts';
import type { Steps } from '../setup/steps.ts';

const SERVICE = 'vethlab-install.service';

export interface Card {
  /** Where the card's boot partition is mounted; Raspberry Pi OS itself has it at /boot/firmware. */
  boot: string;
  /** Where its root partition is mounted. */
  root: string;
}

/**
 * Prepares a card with Raspberry Pi OS so that it installs a bundle at its first start, and its kernel has the memory controller. Doing it
 * again changes nothing more.
 * @throws SetupError
 */
export async function prepareCard(steps: Steps, bundle: string, { boot, root }: Card): Promise<void> {
  const commandLine = path.join(boot, 'cmdline.txt');
  if (!existsSync(commandLine))
    throw new SetupError(
      `${boot} has no cmdline.txt; give --boot the folder where the card's first partition is mounted.`,
    );
  if (!existsSync(path.join(root, 'etc/os-release')))
    throw new SetupError(
      `${root} has no etc/os-release; give --root the folder where the card's second partition is mounted.`,
    );
  checkRelease(readFileSync(path.join(root, 'etc/os-release'), 'utf8'), root);
  if (!existsSync(bundle))
    throw new SetupError(`there is no ${bundle}; npm run lab -- bundle --arch arm64 writes one.`);
  await steps.step('Bundle', async (tell) => {
    tell('copying');
    await copyBundle(bundle, path.join(boot, 'vethlab.run'), boot);
    return 'on the boot partition';
  });
  await steps.step('Memory controller', async () => {
    const before = readFileSync(commandLine, 'utf8');
    const after = withMemoryController(before);
    if (after !== before) writeFileSync(commandLine, after);
    return after === before ? 'switched on already' : 'switched on';
  });
  await steps.step('First start', async () => {
    const units = path.join(root, 'etc/systemd/system');
    const wants = path.join(units, 'multi-user.target.wants');
    mkdirSync(wants, { recursive: true });
    copyFileSync(path.join(import.meta.dirname, 'files', SERVICE), path.join(units, SERVICE));
    rmSync(path.join(wants, SERVICE), { force: true });
    symlinkSync(`../${SERVICE}`, path.join(wants, SERVICE));
    return 'installs it';
  });
}

/** cmdline.txt, which is one line, with the word that switches the memory controller on at its end. Pure. */
export function withMemoryController(commandLine: string): string {
  const line = commandLine.trimEnd();
  return line.split(/\s+/).at(-1) === 'cgroup_enable=memory' ? commandLine : `${line} cgroup_enable=memory\n`;
}

function checkRelease(release: string, root: string): void {
  const [, codename = 'another'] = /^VERSION_CODENAME=(\S+)$/m.exec(release) ?? [];
  if (codename === 'trixie') return;
  throw new SetupError(
    `the system in ${root} is ${codename}, and the bundle is for trixie; write Raspberry Pi OS 13 (64-bit) to the card.`,
  );
}

async function copyBundle(bundle: string, target: string, boot: string): Promise<void> {
  rmSync(target, { force: true });
  const { bavail, bsize } = await statfs(boot);
  const { size } = statSync(bundle);
  if (bavail * bsize < size) {
    throw new SetupError(
      `the boot partition has ${megabytes(bavail * bsize)} free, and the bundle takes ${megabytes(size)}; copy it to the running system instead, and install it there with sh.`,
    );
  }
  copyFileSync(bundle, target);
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
