import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { childEnv } from '../../../settings/environment.ts';
import { SmallDisk } from '../../../testing/small-disk.ts';
import { temporaryFolder } from '../../../testing/temporary.ts';
import { fileProgram } from './scripts.ts';

const NOBODY = 65534;

/** A folder that is nobody's own, and one that is root's, which nobody may look into. */
function folders() {
  const around = temporaryFolder();
  chmodSync(around, 0o755);
  const [own, roots] = ['own', 'roots'].map((name) => path.join(around, name)) as [string, string];
  mkdirSync(own);
  mkdirSync(roots);
  chownSync(own, NOBODY, NOBODY);
  return { own, roots };
}

/** A file with that owner and mode. */
function made(file: string, text: string, owner: number, mode: number): string {
  writeFileSync(file, text);
  chmodSync(file, mode);
  chownSync(file, owner, owner);
  return file;
}

/** Runs the program as this user. @returns the fields of its answer. */
function run(user: number, ...words: string[]): string[] {
  const ids = [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'];
  const printed = execFileSync('setpriv', [...ids, ...fileProgram({ do: 'edit', sudo: false })], {
    input: words.map((word, at) => (words[0] === 'save' && at === 4 ? word : `${word}\0`)).join(''),
    encoding: 'utf8',
    env: childEnv({ HOME: '/nonexistent' }),
  });
  const [, answer = ''] = /^OK\n(.*)$/s.exec(printed) ?? [];
  return answer.split('\0');
}

const save = (user: number, file: string, text: string, seen: string) =>
  run(
    user,
    'save',
    file,
    createHash('sha256').update(seen).digest('hex'),
    String(Buffer.byteLength(text)),
    text,
  );

test('a file that may be written in a folder that may not is written in place', () => {
  const { roots } = folders();
  const file = made(path.join(roots, 'a'), 'the old text', NOBODY, 0o640);
  expect(save(NOBODY, file, 'new', 'the old text')).toEqual([
    'done',
    file,
    expect.stringMatching(/^[0-9a-f]{64}$/),
    'in-place',
    '',
  ]);
  expect([readFileSync(file, 'utf8'), lstatSync(file).uid, lstatSync(file).mode & 0o777]).toEqual([
    'new',
    NOBODY,
    0o640,
  ]);
});

test('a file of somebody else stays theirs in one’s own folder', () => {
  const { own } = folders();
  const open = made(path.join(own, 'open'), 'old', 0, 0o666);
  expect(save(NOBODY, open, 'new', 'old')[3]).toBe('in-place');
  expect(lstatSync(open).uid).toBe(0);
  const shut = made(path.join(own, 'shut'), 'old', 0, 0o644);
  expect(save(NOBODY, shut, 'new', 'old')).toEqual(['refused', 'EACCES', '']);
  const readOnly = made(path.join(own, 'read-only'), 'old', NOBODY, 0o444);
  expect(save(NOBODY, readOnly, 'new', 'old')).toEqual(['refused', 'EACCES', '']);
  expect(readdirSync(own).sort()).toEqual(['open', 'read-only', 'shut']);
});

test('what may not be read is refused, and what may only be read says so', () => {
  const { roots } = folders();
  const secret = made(path.join(roots, 'secret'), 'x', 0, 0o600);
  const open = made(path.join(roots, 'open'), 'text', 0, 0o644);
  chmodSync(roots, 0o711);
  expect(run(NOBODY, 'read', secret, '')).toEqual(['refused', 'EACCES', '']);
  expect(run(NOBODY, 'read', open, '').slice(3)).toEqual(['r', 'text']);
  expect(run(0, 'read', open, '')[3]).toBe('w');
  expect(run(NOBODY, 'list', roots)).toEqual(['refused', 'EACCES', '']);
  expect(run(NOBODY, 'remove', open)).toEqual(['refused', 'EACCES', '']);
});

test('a link that leads out is followed as the user, and no link is followed when things are renamed or removed', () => {
  const { own, roots } = folders();
  const secret = made(path.join(roots, 'secret'), 'x', 0, 0o600);
  symlinkSync(secret, path.join(own, 'link'));
  symlinkSync(roots, path.join(own, 'folder'));
  expect(save(NOBODY, path.join(own, 'link'), 'new', 'x')).toEqual(['refused', 'EACCES', '']);
  expect(run(NOBODY, 'remove', path.join(own, 'folder'))[0]).toBe('done');
  expect(run(NOBODY, 'rename', path.join(own, 'link'), path.join(own, 'other'))[0]).toBe('done');
  expect(readdirSync(own)).toEqual(['other']);
  expect(readFileSync(secret, 'utf8')).toBe('x');
});

test('on a full disk the file keeps what it held, whichever way it is written', () => {
  const disk = new SmallDisk('tmpfs', 4);
  const [one, two] = ['one', 'two'].map((name) => path.join(disk.folder, name)) as [string, string];
  for (const file of [one, two]) writeFileSync(file, 'old');
  linkSync(two, path.join(disk.folder, 'second name'));
  disk.fill();
  const large = 'x'.repeat(200_000);
  for (const file of [one, two]) {
    expect(save(0, file, large, 'old')).toEqual(['refused', 'ENOSPC', '']);
    expect(readFileSync(file, 'utf8')).toBe('old');
  }
  expect(run(0, 'save', path.join(disk.folder, 'new'), '', '200000', large)).toEqual([
    'refused',
    'ENOSPC',
    '',
  ]);
  expect(readdirSync(disk.folder).sort()).toEqual(['large', 'one', 'second name', 'small', 'two']);
});
