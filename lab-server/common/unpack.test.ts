import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { UnpackError, unpack } from './unpack.ts';

const LIMITS = { bytes: 1e6, entries: 20, timeoutMs: 60_000 };

/** A tar file of what `fill` puts into a folder, and a folder to unpack it in. */
function packed(fill: (folder: string) => void, ...options: string[]) {
  const [folder, around, into] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  fill(folder);
  const file = path.join(around, 'course.tar');
  execFileSync('tar', ['-cf', file, ...options, '-C', folder, '.'], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  return { file, into };
}

test.for([['--gzip'], ['--xz'], ['--format=pax'], ['--format=ustar']])(
  'files and folders are unpacked (%s)',
  async ([option = '']) => {
    const { file, into } = packed((folder) => {
      mkdirSync(path.join(folder, 'chapters'));
      writeFileSync(path.join(folder, 'chapters/a name\nin two lines.mdx'), 'text');
    }, option);
    await unpack(file, into, LIMITS);
    expect(readFileSync(path.join(into, 'chapters/a name\nin two lines.mdx'), 'utf8')).toBe('text');
  },
);

const bomb = (folder: string) => {
  writeFileSync(path.join(folder, 'zeros'), '');
  truncateSync(path.join(folder, 'zeros'), 3e9);
};
test.for([
  ['is more than it may be', bomb, ['--sparse', '--gzip'], /unpacks to more than 1 MB/],
  [
    'has many files',
    (folder: string) => {
      for (let i = 0; i < 21; i++) writeFileSync(path.join(folder, `${i}`), '');
    },
    [],
    /more than 20 files and folders/,
  ],
  [
    'holds a symbolic link',
    (folder: string) => symlinkSync('/etc', path.join(folder, 'a')),
    [],
    /only files and folders are taken, and it holds l.*a -> \/etc/,
  ],
  [
    'holds a hard link',
    (folder: string) => {
      writeFileSync(path.join(folder, 'a'), '');
      linkSync(path.join(folder, 'a'), path.join(folder, 'b'));
    },
    [],
    /only files and folders are taken, and it holds h/,
  ],
  ['holds a pipe', (folder: string) => execFileSync('mkfifo', [path.join(folder, 'a')]), [], /it holds p/],
  [
    'holds a device',
    (folder: string) => execFileSync('mknod', [path.join(folder, 'a'), 'c', '1', '3']),
    [],
    /it holds c/,
  ],
] as const)('what %s is refused before anything is written', async ([, fill, options, message]) => {
  const { file, into } = packed(fill, ...options);
  await expect(unpack(file, into, LIMITS)).rejects.toThrow(message);
  expect(readdirSync(into)).toEqual([]);
});

test('a file that is no tar file is refused, and names that lead elsewhere are refused or stay within', async () => {
  const [folder, into] = [temporaryFolder(), temporaryFolder()];
  const file = path.join(folder, 'x');
  writeFileSync(file, 'only words');
  await expect(unpack(file, into, LIMITS)).rejects.toThrow(UnpackError);
  await expect(unpack(path.join(folder, 'none'), into, LIMITS)).rejects.toThrow(UnpackError);
  writeFileSync(path.join(folder, 'out'), 'out');
  execFileSync('tar', ['-cPf', file, '--transform=s,^out$,../../out,', '-C', folder, 'out'], {
    stdio: 'ignore',
  });
  await expect(unpack(file, into, LIMITS)).rejects.toThrow(UnpackError);
  expect(existsSync(path.join(into, '../../out'))).toBe(false);
});
