import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { seededBytes } from '../testing/seeded-bytes.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { until } from '../testing/terminal-client.ts';
import { PtyInput } from './input.ts';

/** A pipe instead of a pty: it takes 64 KiB, and then nothing until somebody reads. */
function openPipe() {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'pipe');
  execFileSync('mkfifo', [file]);
  const reader = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(file, constants.O_WRONLY | constants.O_NONBLOCK);
  let isOpen = true;
  const input = new PtyInput(writer, () => isOpen);
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    closeSync(writer);
  };
  onTestFinished(() => {
    input.close();
    close();
    closeSync(reader);
  });
  return { input, read: (most: number) => read(reader, most), close };
}

/** The bytes that can be read at once. */
function read(fd: number, most: number): Buffer {
  const into = Buffer.alloc(most);
  try {
    return into.subarray(0, readSync(fd, into));
  } catch {
    return Buffer.alloc(0);
  }
}

/** Reads until so many bytes were there. */
async function readAll(length: number, read: () => Buffer): Promise<Buffer> {
  let got = Buffer.alloc(0);
  await until(() => {
    got = Buffer.concat([got, read()]);
    return got.length >= length;
  });
  return got;
}

test('a keystroke arrives at once', () => {
  const { input, read } = openPipe();
  expect(input.write(Buffer.from('l'))).toBe(true);
  expect(read(10).toString()).toBe('l');
});

test('everything arrives in order, however it is cut and however slowly it is read', async () => {
  const pieces = fc.array(fc.nat(40_000), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(pieces, fc.integer({ min: 20_000, max: 200_000 }), async (sizes, readAtOnce) => {
      const { input, read } = openPipe();
      const all = seededBytes(
        sizes.reduce((sum, size) => sum + size, 0),
        sizes.length,
      );
      let at = 0;
      for (const size of sizes) {
        expect(input.write(all.subarray(at, at + size))).toBe(true);
        at += size;
      }
      const got = await readAll(all.length, () => read(readAtOnce));
      expect(got.equals(all)).toBe(true);
    }),
    { numRuns: 10 },
  );
});

test('a caller may change its bytes afterwards without an effect on the input', async () => {
  const { input, read } = openPipe();
  input.write(Buffer.alloc(64 * 1024, 'a'));
  const bytes = Buffer.from('kept');
  input.write(bytes);
  bytes.fill('!');
  expect(read(64 * 1024)).toHaveLength(64 * 1024);
  expect((await readAll(4, () => read(10))).toString()).toBe('kept');
});

test('input beyond 1 MiB is refused, and bytes that waited already still arrive', async () => {
  const { input, read } = openPipe();
  const half = Buffer.alloc(512 * 1024, 'h');
  expect(input.write(half)).toBe(true); // of which the pipe holds 64 KiB
  expect(input.write(half)).toBe(true);
  expect(input.write(half)).toBe(false);
  await readAll(2 * half.length, () => read(256 * 1024));
  expect(input.write(half)).toBe(true);
});

test('a million waiting frames of one byte cost about a million bytes', () => {
  const { input } = openPipe();
  input.write(Buffer.alloc(64 * 1024));
  const frames = 900_000;
  globalThis.gc?.();
  const before = process.memoryUsage();
  for (let frame = 0; frame < frames; frame++) input.write(Buffer.from('x'));
  for (let frame = 0; frame < frames; frame++) input.write(Buffer.alloc(0));
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(8 * 1024 * 1024);
  expect(after.heapUsed - before.heapUsed).toBeLessThan(40 * 1024 * 1024);
});

test('waiting input is dropped when the pty is gone', () => {
  const { input, close } = openPipe();
  input.write(Buffer.alloc(128 * 1024));
  close();
  expect(input.write(Buffer.from('into nothing'))).toBe(true);
});
