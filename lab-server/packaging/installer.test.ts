import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../common/exec.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { architectureOf } from './architecture.ts';
import { installedBytes } from './bundle.ts';
import { header } from './installer.ts';

/** A bundle with one small file in it. */
async function bundle(facts: Partial<Parameters<typeof header>[0]> = {}): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'inside'), 'what is in it');
  await must(['tar', '-cf', path.join(folder, 'payload'), '-C', folder, 'inside']);
  const payload = readFileSync(path.join(folder, 'payload'));
  const file = path.join(folder, 'vethlab.run');
  const head = header({
    version: '1.2.3',
    architecture: architectureOf().debian,
    key: '0123456789abcdef',
    imageBytes: 1,
    packagesBytes: 1,
    payloadBytes: payload.length,
    payloadSha256: createHash('sha256').update(payload).digest('hex'),
    needed: ['zstd'],
    ...facts,
  });
  writeFileSync(file, head);
  appendFileSync(file, payload);
  return file;
}

const sh = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync('sh', args, { encoding: 'utf8' });
  return { status, said: stdout + stderr };
};

test('a bundle finds the tar file behind its script, and unpacks it', async () => {
  const file = await bundle();
  const to = path.join(path.dirname(file), 'to');
  expect(sh(file, '--unpack', to).status).toBe(0);
  expect(readFileSync(path.join(to, 'inside'), 'utf8')).toBe('what is in it');
});

test('a bundle that was cut short says how much is missing, and to copy it again', async () => {
  const file = await bundle();
  truncateSync(file, readFileSync(file).length - 512);
  const { status, said } = sh(file, '--unpack', '/nowhere');
  expect(status).toBe(1);
  expect(said).toMatch(/is not whole: .* Copy it again\./);
});

test('a bundle with a wrong byte is refused', async () => {
  const file = await bundle();
  const bytes = readFileSync(file);
  bytes.writeUInt8((bytes.at(-600) as number) ^ 1, bytes.length - 600);
  writeFileSync(file, bytes);
  expect(sh(file, '--unpack', '/nowhere').said).toMatch(/was damaged on its way/);
});

test('a bundle for another architecture says which one this machine has', async () => {
  const [own, other] = architectureOf().debian === 'amd64' ? ['amd64', 'arm64'] : ['arm64', 'amd64'];
  const { status, said } = sh(await bundle({ architecture: other as string }));
  expect(status).toBe(1);
  expect(said).toContain(`this file is for ${other}, and this system is ${own}`);
});

test('Installed-Size of all packages of an index, in bytes', () => {
  expect(installedBytes('Package: a\nInstalled-Size: 2\n\nPackage: b\nInstalled-Size: 3\n')).toBe(5 * 1024);
});
