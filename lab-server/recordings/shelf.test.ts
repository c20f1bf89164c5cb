import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { Recording } from './recording.ts';
import { RecordingShelf } from './shelf.ts';

const start = { cols: 80, rows: 24, title: 'Terminal 1', at: Date.now() };
const events = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => JSON.parse(line).slice(1));

test('output that belongs together is recorded in one line, and is on disk while the recording goes on', async () => {
  const file = path.join(temporaryFolder(), 'a.cast');
  const recording = new Recording(file, start);
  recording.output(Buffer.from('one '));
  recording.output(Buffer.from('two'));
  recording.addMarker('Question 1: correct');
  await vi.waitFor(
    () =>
      expect(events(file)).toEqual([
        ['o', 'one two'],
        ['m', 'Question 1: correct'],
      ]),
    5000,
  );
  recording.resize(100, 30);
  recording.end(3);
  expect(events(file).slice(2)).toEqual([
    ['r', '100x30'],
    ['x', '3'],
  ]);
  recording.output(Buffer.from('after the end'));
  expect(events(file)).toHaveLength(4);
});

test('a file has a largest size, and says when it is full', () => {
  const file = path.join(temporaryFolder(), 'a.cast');
  const recording = new Recording(file, start, 1000);
  for (let i = 0; i < 50; i++) {
    recording.output(Buffer.from(`line ${i} of many`));
    recording.addMarker('next');
  }
  const all = events(file);
  expect(all.at(-1)).toEqual(['m', 'the recording is full']);
  expect(readFileSync(file).length).toBeLessThan(1100);
  recording.end(0);
  expect(events(file)).toEqual(all);
});

test('the shelf lists a learner’s own recordings, newest first, finds and removes them, and no other file', async () => {
  const folder = temporaryFolder();
  const shelf = new RecordingShelf(folder);
  shelf.begin('ada', 'terminal-1', { ...start, at: start.at - 60_000 })?.end(0);
  shelf.begin('ada', 'terminal-2', start);
  shelf.begin('grace', 'terminal-3', start);
  writeFileSync(path.join(folder, 'recordings/ada/broken-one.cast'), '{"version": 2}\n');
  const list = await shelf.list('ada', new Set(['terminal-2']));
  expect(list.map(({ id, live }) => [id, live])).toEqual([
    ['terminal-2', true],
    ['terminal-1', false],
  ]);
  expect(list[1]?.seconds).toBeGreaterThanOrEqual(59);
  expect(shelf.find('ada', 'terminal-3')).toBeUndefined();
  expect(shelf.find('ada', '../grace/terminal-3')).toBeUndefined();
  expect(shelf.remove('ada', 'terminal-1')).toBe(true);
  expect(shelf.remove('ada', 'terminal-1')).toBe(false);
  expect(await shelf.list('grace', new Set())).toHaveLength(1);
  expect(await shelf.list('nobody', new Set())).toEqual([]);
});

test('the oldest make room for a new one', async () => {
  const folder = temporaryFolder();
  const shelf = new RecordingShelf(folder);
  for (const id of ['terminal-1', 'terminal-2', 'terminal-3']) {
    shelf.begin('ada', id, start)?.end(0);
    const file = shelf.find('ada', id) ?? '';
    writeFileSync(file, Buffer.alloc(30 * 1024 * 1024), { flag: 'a' });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  shelf.begin('ada', 'terminal-4', start)?.end(0);
  expect((await shelf.list('ada', new Set())).map(({ id }) => id).sort()).toEqual([
    'terminal-2',
    'terminal-3',
    'terminal-4',
  ]);
});

test('recordings to which nothing was added for so long are removed, and all of one learner are moved or removed', async () => {
  const folder = temporaryFolder();
  const shelf = new RecordingShelf(folder);
  for (const id of ['terminal-1', 'terminal-2']) shelf.begin('ada', id, start)?.end(0);
  const [old, young] = ['terminal-1', 'terminal-2'].map((id) => shelf.find('ada', id) ?? '');
  const day = 24 * 3600;
  utimesSync(old ?? '', Date.now() / 1000 - 8 * day, Date.now() / 1000 - 8 * day);
  expect(shelf.expire('ada', Date.now() - 7 * day * 1000)).toBe(1);
  expect(shelf.expire('nobody', Date.now())).toBe(0);
  expect([old, young].map((file) => existsSync(file ?? ''))).toEqual([false, true]);
  shelf.move('ada', 'grace');
  expect(shelf.find('ada', 'terminal-2')).toBeUndefined();
  expect(await shelf.list('grace', new Set())).toHaveLength(1);
  expect(shelf.removeAll('grace')).toBe(1);
  expect(shelf.removeAll('grace')).toBe(0);
});
