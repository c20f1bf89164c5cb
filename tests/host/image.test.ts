import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { must } from '../../lab-server/common/exec.ts';
import { ensureImage, ImageError, labImage, scratchFolder } from '../../lab-server/hosts/image/build.ts';
import { folders } from '../../lab-server/setup/folders.ts';

const folder = path.join(folders.made, 'test', 'image');
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Other tests build images of their own at the same time, each below its folder. */
const isUnderWay = () => existsSync(scratchFolder(folder));

/** A process that builds the image in this test's folder, once the build is under way. */
async function building(): Promise<ChildProcess> {
  const program = `import { ensureImage } from '${folders.root}/lab-server/hosts/image/build.ts';
    process.on('SIGINT', () => {});
    await ensureImage('${folder}', () => {}).catch(() => {});
    process.exit();`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    detached: true,
  });
  await expect.poll(isUnderWay, { timeout: 60_000 }).toBe(true);
  return child;
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

test('a build that is interrupted leaves nothing half-made', async () => {
  const child = await building();
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended(child);
  expect(readdirSync(folder)).toEqual(['build.log']);
  expect(isUnderWay()).toBe(false);
});

test('what a killed build left is cleared away by the next one, which starts over', async () => {
  const { key } = await labImage(folder);
  const partial = path.join(folder, `${key}.partial`, 'root');
  mkdirSync(partial, { recursive: true });
  writeFileSync(path.join(partial, 'left'), '');
  const child = await building();
  expect(existsSync(path.join(partial, 'left'))).toBe(false);
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended(child);
  expect(isUnderWay()).toBe(false);
});

test('a disk that is too full is said with how much is needed, and nothing is begun', async () => {
  await must(['mount', '-t', 'tmpfs', '-o', 'size=50m', 'small', folder]);
  try {
    await expect(ensureImage(folder, () => {})).rejects.toThrow(
      /needs 1\.6 GB free on the disk of .*; there are 0\.1 GB/,
    );
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    await must(['umount', folder]);
  }
});

test('without a mirror and without an image the way out is said', async () => {
  const config = path.join(folder, 'apt.conf');
  writeFileSync(config, 'Dir::Etc::sourcelist "/dev/null"; Dir::Etc::sourceparts "/dev/null";');
  vi.stubEnv('APT_CONFIG', config);
  try {
    await expect(ensureImage(path.join(folder, 'images'), () => {})).rejects.toThrow(ImageError);
    await expect(ensureImage(path.join(folder, 'images'), () => {})).rejects.toThrow(
      /knows no Debian mirror.*add one to \/etc\/apt\/sources\.list\.d/,
    );
  } finally {
    vi.unstubAllEnvs();
  }
  expect(readdirSync(path.join(folder, 'images'))).toEqual([]);
});

test('the image is at most 700 MB unpacked', async () => {
  const { root } = await ensureImage(folders.images, () => {});
  const [kilobytes] = (await must(['du', '-sk', '--apparent-size', root])).split('\t');
  expect(Number(kilobytes)).toBeLessThanOrEqual(700_000);
});
