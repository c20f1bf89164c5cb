import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { must } from '../../lab-server/common/exec.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { vmFolder } from './disk.ts';

/** ms for copying a gigabyte on a busy machine. */
const LIMIT = 20 * 60_000;

/** The parts of the checkout that a virtual machine gets, beside the files that git knows. */
export interface Parts {
  /** The folder with the lab image, named by its key. */
  image: string;
  /** Node's modules. */
  modules: string;
}

/**
 * A copy of the checkout that is ready to start: nothing has to be fetched or built. It is made anew each time, since the checkout changes.
 * @returns its folder
 */
export async function stageProject(name: string, { image, modules }: Parts): Promise<string> {
  const staged = path.join(vmFolder, `project-${name}`);
  await rm(staged, { recursive: true, force: true });
  const made = path.join(staged, '.vethlab');
  await mkdir(path.join(made, 'images'), { recursive: true });
  await must(['chmod', '700', path.join(made, 'images')]);
  // Hard links are used, since a copy would take a minute and another gigabyte.
  const link =
    'git ls-files -z | while IFS= read -r -d "" file; do [ ! -e "$file" ] || printf "%s\\0" "$file"; done | xargs -0 cp -al --parents -t "$0"';
  await must(['bash', '-c', link, staged], { cwd: folders.root, timeoutMs: LIMIT });
  await must(['cp', '-al', modules, path.join(staged, 'node_modules')], { timeoutMs: LIMIT });
  await must(['cp', '-al', image, path.join(made, 'images', path.basename(image))], { timeoutMs: LIMIT });
  for (const one of ['site', 'site.key']) await must(['cp', '-al', path.join(folders.made, one), made]);
  return staged;
}

/** The contents of /var/lib/vethlab on a machine that has been offline since it was made (the lab image), and the package beside it. */
export async function stagePackage(
  name: string,
  { image, deb }: { image: string; deb: string },
): Promise<string> {
  const staged = path.join(vmFolder, `package-${name}`);
  await rm(staged, { recursive: true, force: true });
  const images = path.join(staged, 'images');
  await mkdir(images, { recursive: true, mode: 0o755 });
  await must(['chmod', '700', images]);
  await must(['cp', '-al', image, path.join(images, path.basename(image))], { timeoutMs: LIMIT });
  await must(['cp', '-l', deb, staged]);
  return staged;
}

/** Makes a disk of a staged project. @returns its file */
export async function makeProjectDisk(staged: string): Promise<string> {
  const disk = `${staged}.ext4`;
  await rm(disk, { force: true });
  await must(['mkfs.ext4', '-q', '-m', '0', '-L', 'vethlab', '-d', staged, disk, '8G'], { timeoutMs: LIMIT });
  return disk;
}
