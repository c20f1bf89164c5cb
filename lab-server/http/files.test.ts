import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { HostFile, LARGEST_UPLOAD } from '../../protocol/file.ts';
import { environment } from '../settings/environment.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { temporaryFolder } from '../testing/temporary.ts';

const put = (learner: LearnerClient, name: string, body: BodyInit) =>
  learner.fetch(pathOf(api.files.put, { params: { name } }), { method: 'POST', body });

async function nameOf(response: Response): Promise<string> {
  expect(response.status).toBe(201);
  return ((await response.json()) as { name: string }).name;
}

/** A learner whose host is ready. */
async function learner(): Promise<LearnerClient> {
  const ada = await join(await startLab());
  await ada.fetch(pathOf(api.host.status));
  return ada;
}

test('a file is put, listed and fetched, whatever its bytes and its name', async () => {
  const ada = await learner();
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7) % 256));
  const names = ['Übung 1.txt', "it's $(id).sh", '-rf', 'a%2Fb'];
  for (const name of names) expect(await nameOf(await put(ada, name, bytes))).toBe(name);
  expect(readFileSync(path.join(ada.folder, 'Übung 1.txt')).equals(bytes)).toBe(true);
  const { files } = await ada.get(pathOf(api.files.list), z.object({ files: z.array(HostFile) }));
  expect(new Set(files.map(({ name }) => name))).toEqual(new Set(names));
  expect(files[0]).toMatchObject({ bytes: bytes.length });
  const got = await ada.fetch(pathOf(api.files.read, { params: { name: 'Übung 1.txt' } }));
  expect(got.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true);
});

test('an upload does not replace a file that exists', async () => {
  const ada = await learner();
  expect(await nameOf(await put(ada, 'notes.txt', 'one'))).toBe('notes.txt');
  expect(await nameOf(await put(ada, 'notes.txt', 'two'))).toBe('notes (2).txt');
  expect(await nameOf(await put(ada, 'notes.txt', ''))).toBe('notes (3).txt');
  symlinkSync('/nowhere', path.join(ada.folder, 'link'));
  expect(await nameOf(await put(ada, 'link', 'x'))).toBe('link (2)');
  expect(readFileSync(path.join(ada.folder, 'notes.txt'), 'utf8')).toBe('one');
});

test('a file that is too large, or whose name leads elsewhere, is refused', async () => {
  const ada = await learner();
  await problemOf(await put(ada, 'large', Buffer.alloc(LARGEST_UPLOAD + 1)), 'too-large');
  for (const name of ['../up', '.bashrc', 'a\nb', 'x'.repeat(201)]) {
    await problemOf(await put(ada, name, 'x'), 'invalid-fields');
    await problemOf(await ada.fetch(pathOf(api.files.read, { params: { name } })), 'invalid-fields');
  }
  await problemOf(await ada.fetch(pathOf(api.files.read, { params: { name: 'missing' } })), 'not-found');
  writeFileSync(path.join(ada.folder, 'there'), 'x');
  const foreign = { method: 'POST', body: 'x', headers: { origin: 'null' } };
  await problemOf(
    await ada.fetch(pathOf(api.files.read, { params: { name: 'there' } }), foreign),
    'foreign-origin',
  );
});

test('when the folder cannot be written to, the problem says so', async () => {
  const ada = await learner();
  rmSync(ada.folder, { recursive: true });
  const problem = await problemOf(await put(ada, 'notes.txt', 'x'), 'file-refused');
  expect(problem.detail).toContain('df -h');
});

test('an upload that is broken off leaves nothing', async () => {
  const ada = await learner();
  const stopper = new AbortController();
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(1000));
      setTimeout(() => stopper.abort(), 200);
    },
  });
  const headers = { 'content-length': '5000' };
  const init = { method: 'POST', body, headers, signal: stopper.signal, duplex: 'half' } as RequestInit;
  await expect(ada.fetch(pathOf(api.files.read, { params: { name: 'half' } }), init)).rejects.toThrow();
  const list = () => ada.get(pathOf(api.files.list), z.object({ files: z.array(HostFile) }));
  await expect.poll(async () => (await list()).files, { timeout: 30_000 }).toEqual([]);
});

/** Replaces a program that lists or fetches files with one of the learner's own. */
function replaceProgram(name: string, script: string): void {
  const bin = temporaryFolder();
  writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${bin}:${environment.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test('a host that lists files for ever is broken off, and says so', async () => {
  const ada = await learner();
  replaceProgram('find', 'exec yes "1 1 x"');
  const { detail } = await problemOf(await ada.fetch(pathOf(api.files.list)), 'host-out-of-bounds');
  expect(detail).toMatch(/more than 2048 KiB.*type find cat head/);
});

test('a download that is broken off is no error of the lab server’s', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  replaceProgram('cat', 'exec yes');
  writeFileSync(path.join(ada.folder, 'long'), 'x');
  const stopper = new AbortController();
  const response = await ada.fetch(pathOf(api.files.read, { params: { name: 'long' } }), {
    signal: stopper.signal,
  });
  await response.body?.getReader().read();
  stopper.abort();
  await expect.poll(() => lab.log.some(({ msg }) => msg === 'A request was broken off')).toBe(true);
  expect(lab.log.filter(({ level }) => level >= 40)).toEqual([]);
});
