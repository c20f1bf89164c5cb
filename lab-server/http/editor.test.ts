import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as api from '../../protocol/api/editor.ts';
import * as host from '../../protocol/api/host.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { LARGEST_EDITED } from '../../protocol/edit.ts';
import { randomFrom } from '../hosts/seeded-random.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';

/** Perl can set and read extended attributes (setxattr(2), getxattr(2)); Node can't. */
const perl = (...script: string[]) => execFileSync('perl', ['-e', ...script], { encoding: 'utf8' });

/** A learner whose host is ready, with what the editor of their page asks for. */
async function learner() {
  const ada = await join(await startLab());
  await ada.fetch(pathOf(host.status));
  return editorOf(ada);
}

function editorOf(ada: LearnerClient) {
  const inHome = (name: string) => path.join(realpathSync(ada.folder), name);
  const get = (name: string, known?: string) =>
    ada.fetch(pathOf(api.read, { query: { path: inHome(name), known } }));
  const put = (name: string, body: BodyInit, version?: string) =>
    ada.fetch(pathOf(api.save, { query: { path: inHome(name), version } }), { method: 'POST', body });
  const fileOf = async (response: Response) => {
    expect(response.status).toBe(200);
    return api.read.answer.schema.parse(await response.json()).file;
  };
  return {
    ada,
    inHome,
    get,
    put,
    read: async (name: string) => {
      const file = await fileOf(await get(name));
      if (!file) throw new Error('It was not asked for what is known.');
      return file;
    },
    known: async (name: string, version: string) => fileOf(await get(name, version)),
    save: async (name: string, body: BodyInit, version?: string) => {
      const response = await put(name, body, version);
      expect(response.status, await response.clone().text()).toBe(200);
      return api.save.answer.schema.parse(await response.json());
    },
    list: (folder: string) =>
      ada.get(pathOf(api.folder, { query: { path: folder } }), api.folder.answer.schema),
    post: (contract: typeof api.make | typeof api.rename | typeof api.remove, body: object) =>
      ada.post(pathOf(contract), body),
  };
}

test('a folder is listed: folders first, hidden ones last, links by what they lead to', async () => {
  const { list, inHome } = await learner();
  for (const name of ['zoo', '.hidden']) mkdirSync(inHome(name));
  for (const name of ['Übung 1.txt', 'b', 'A', '.bashrc', 'x\ny']) writeFileSync(inHome(name), 'four');
  symlinkSync('zoo', inHome('link'));
  symlinkSync('/nowhere', inHome('broken'));
  execFileSync('mkfifo', [inHome('pipe')]);
  writeFileSync(Buffer.concat([Buffer.from(inHome('l')), Buffer.from([0xe4])]), 'x');
  const folder = await list('~');
  expect(folder).toMatchObject({ path: inHome('.'), more: 0, unshown: 2 });
  expect(folder.entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    'folder link',
    'folder zoo',
    'file A',
    'file b',
    'other broken',
    'other pipe',
    'file Übung 1.txt',
    'folder .hidden',
    'file .bashrc',
  ]);
  expect(folder.entries.find(({ name }) => name === 'b')?.bytes).toBe(4);
});

test('a folder of thousands is cut, and says so', async () => {
  const { list, inHome } = await learner();
  for (let number = 0; number < 1203; number += 1) writeFileSync(inHome(`${number}`), '');
  const folder = await list('~/');
  expect([folder.entries.length, folder.more]).toEqual([1000, 203]);
});

test('a file is read and saved: all bytes, its owner, mode and attributes, through a link, and nothing is left beside it', async () => {
  const { read, save, known, inHome } = await learner();
  const text = '\ufeffkey: "Wert ü"\r\n\tmixed\n\rlast';
  writeFileSync(inHome('a.yaml'), text);
  chmodSync(inHome('a.yaml'), 0o754);
  chownSync(inHome('a.yaml'), 65534, 12345);
  perl('exit 1 if syscall(188, @ARGV[0 .. 2], 4, 0) != 0', inHome('a.yaml'), 'user.note', 'kept');
  symlinkSync('a.yaml', inHome('link'));
  const file = await read('link');
  expect(file).toMatchObject({ path: inHome('a.yaml'), text, writable: true });
  expect(await known('a.yaml', file.version)).toBeNull();
  const saved = await save('link', `${text}\n`, file.version);
  expect(saved).toMatchObject({ path: inHome('a.yaml'), inPlace: false });
  expect(readFileSync(inHome('a.yaml'), 'utf8')).toBe(`${text}\n`);
  const { mode, uid, gid } = statSync(inHome('a.yaml'));
  expect([mode & 0o7777, uid, gid]).toEqual([0o754, 65534, 12345]);
  const readAttribute = 'my $text = "\\0" x 9; syscall 191, @ARGV, $text, 9; print $text';
  expect(perl(readAttribute, inHome('a.yaml'), 'user.note')).toMatch(/^kept\0/);
  expect(await known('a.yaml', saved.version)).toBeNull();
  expect(readdirSync(inHome('.')).sort()).toEqual(['a.yaml', 'link']);
});

test('what changed meanwhile is never overwritten, also by a change of the same size in the same moment', async () => {
  const { read, put, save, inHome } = await learner();
  writeFileSync(inHome('a'), 'one');
  const { version } = await read('a');
  writeFileSync(inHome('a'), 'two');
  await problemOf(await put('a', 'mine', version), 'file-changed');
  expect(readFileSync(inHome('a'), 'utf8')).toBe('two');
  await save('a', 'mine', (await read('a')).version);
  expect(readFileSync(inHome('a'), 'utf8')).toBe('mine');
});

test('a new file replaces none, and one that is gone is not made anew by itself', async () => {
  const { put, save, inHome } = await learner();
  const { version } = await save('new.sh', 'echo 1\n');
  expect(readFileSync(inHome('new.sh'), 'utf8')).toBe('echo 1\n');
  await problemOf(await put('new.sh', 'other'), 'file-exists');
  symlinkSync('target', inHome('dangling'));
  await save('dangling', 'by the link');
  expect(readFileSync(inHome('target'), 'utf8')).toBe('by the link');
  execFileSync('rm', [inHome('new.sh')]);
  await problemOf(await put('new.sh', 'x', version), 'not-found');
  expect(existsSync(inHome('new.sh'))).toBe(false);
});

test('a file with two names is written in place, and says so', async () => {
  const { read, save, inHome } = await learner();
  writeFileSync(inHome('a'), 'a longer text than the next');
  linkSync(inHome('a'), inHome('b'));
  expect((await save('a', 'short', (await read('a')).version)).inPlace).toBe(true);
  expect(readFileSync(inHome('b'), 'utf8')).toBe('short');
});

test('folders are made, things are renamed and removed, and nothing that is there is lost by it', async () => {
  const { post, inHome } = await learner();
  const paths = (from: string, to: string) => ({ path: inHome(from), to: inHome(to) });
  expect((await post(api.make, { path: '~/made' })).status).toBe(200);
  await problemOf(await post(api.make, { path: inHome('made') }), 'file-exists');
  for (const name of ['a', 'b']) writeFileSync(inHome(name), name);
  await problemOf(await post(api.rename, paths('a', 'b')), 'file-exists');
  expect(readFileSync(inHome('b'), 'utf8')).toBe('b');
  expect((await post(api.rename, paths('a', 'made/-rf $(c)'))).status).toBe(200);
  const full = await problemOf(await post(api.remove, { path: inHome('made') }), 'file-unfit');
  expect(full.detail).toContain('rm -r');
  symlinkSync('b', inHome('link'));
  for (const name of ['link', 'made/-rf $(c)', 'made'])
    expect((await post(api.remove, { path: inHome(name) })).status).toBe(200);
  expect(readdirSync(inHome('.'))).toEqual(['b']);
  await problemOf(await post(api.remove, { path: inHome('made') }), 'not-found');
});

test.each([
  ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 'not-text'],
  ['Latin-1', Buffer.from([0x61, 0xe4, 0x62]), 'not-text'],
  ['a large file', Buffer.alloc(LARGEST_EDITED + 1, 'x'), 'too-large'],
])('%s is refused with words', async (_, bytes, kind) => {
  const { get, inHome } = await learner();
  writeFileSync(inHome('a'), bytes);
  expect((await problemOf(await get('a'), kind)).detail).toContain(inHome('a'));
});

test('the largest file that is taken comes and goes whole, and one byte more does not', async () => {
  const { read, save, put, inHome } = await learner();
  const bytes = Buffer.alloc(LARGEST_EDITED, 'line\n');
  const { version } = await save('a', bytes);
  expect((await read('a')).text.length).toBe(LARGEST_EDITED);
  await problemOf(await put('a', Buffer.alloc(LARGEST_EDITED + 1), version), 'too-large');
  expect(readFileSync(inHome('a')).equals(bytes)).toBe(true);
  truncateSync(inHome('a'), 2 ** 40);
  await problemOf(await put('a', 'x', version), 'too-large');
});

test('what is no ordinary file is refused at once: pipes, devices, sockets, folders, circles, endless files of the kernel', async () => {
  const { get, ada, inHome } = await learner();
  const at = (where: string) => ada.fetch(pathOf(api.read, { query: { path: where } }));
  execFileSync('mkfifo', [inHome('pipe')]);
  symlinkSync('pipe', inHome('to-pipe'));
  symlinkSync('circle', inHome('circle'));
  for (const name of ['pipe', 'to-pipe', 'circle', '.']) await problemOf(await get(name), 'file-unfit');
  for (const where of ['/dev/zero', '/', '/proc/self/mem']) await problemOf(await at(where), 'file-unfit');
  await problemOf(await at('/proc/self/environ'), 'not-text');
  expect((await at('/proc/sys/kernel/ostype')).status).toBe(200);
});

test('paths that no page sends are refused', async () => {
  const { ada, post } = await learner();
  for (const where of ['relative', '~root/x', '', '/a\nb', '/a\0b', `/${'x'.repeat(1000)}`]) {
    await problemOf(await ada.fetch(pathOf(api.read, { query: { path: where } })), 'invalid-fields');
    await problemOf(await post(api.remove, { path: where }), 'invalid-fields');
  }
  for (const where of ['~/..', '~/.', '/']) {
    await problemOf(await post(api.remove, { path: where }), 'file-unfit');
    await problemOf(await post(api.make, { path: where }), 'file-unfit');
  }
});

test('a save that breaks off leaves the file as it was', async () => {
  const { ada, read, inHome } = await learner();
  writeFileSync(inHome('a'), 'whole');
  const { version } = await read('a');
  const stopper = new AbortController();
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from('half'));
      setTimeout(() => stopper.abort(), 100);
    },
  });
  const address = pathOf(api.save, { query: { path: inHome('a'), version } });
  const init = {
    method: 'POST',
    body,
    headers: { 'content-length': '500' },
    signal: stopper.signal,
    duplex: 'half',
  };
  await expect(ada.fetch(address, init as RequestInit)).rejects.toThrow();
  expect(readFileSync(inHome('a'), 'utf8')).toBe('whole');
  expect(readdirSync(inHome('.'))).toEqual(['a']);
});

test('whatever is saved in whatever order by two pages, no saved text is lost unseen', async () => {
  const { read, put, inHome } = await learner();
  const random = randomFrom('editor');
  writeFileSync(inHome('a'), 'start');
  const seen = [await read('a'), await read('a')];
  let now = 'start';
  for (let step = 0; step < 30; step += 1) {
    const who = random() < 0.5 ? 0 : 1;
    const has = seen[who] as (typeof seen)[number];
    const text = `${'é\r\n\u2028'.repeat(Math.floor(random() * 50))}${step}`;
    const response = await put('a', text, has.version);
    if (has.text === now) {
      expect(response.status).toBe(200);
      now = text;
      has.version = api.save.answer.schema.parse(await response.json()).version;
      has.text = text;
    } else {
      await problemOf(response, 'file-changed');
      seen[who] = await read('a');
    }
    expect(readFileSync(inHome('a'), 'utf8')).toBe(now);
  }
});
