import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { RecordingInfo } from '../../protocol/recording.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { TerminalClient } from '../testing/terminal-client.ts';

const List = z.object({ on: z.boolean(), recordings: z.array(RecordingInfo) });
const listOf = (learner: LearnerClient) => learner.get('/api/recordings', List);

/** A recording's events, but for their times. */
async function events(learner: LearnerClient, id: string): Promise<[string, string][]> {
  const response = await learner.fetch(`/api/recordings/${id}`);
  expect(response.headers.get('content-type')).toMatch('application/x-asciicast');
  const [header = '', ...lines] = (await response.text()).split('\n');
  expect(JSON.parse(header)).toMatchObject({ version: 3, term: { cols: 90, rows: 30 } });
  return lines.filter(Boolean).map((line) => JSON.parse(line).slice(1));
}

test('a terminal is recorded: what it prints, its size, attempts, its end, and not what is typed', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal(90, 30);
  const terminal = new TerminalClient(ada, id);
  await terminal.started();
  terminal.type('stty -echo; printf "%s-%s\\n" ready now\n');
  await terminal.shows('ready-now');
  terminal.type('secret=hunter2; echo done-$((40+2))\n');
  await terminal.shows('done-42');
  expect(await listOf(ada)).toMatchObject({
    on: true,
    recordings: [{ id, title: 'Terminal 1', live: true }],
  });

  expect((await ada.post('/api/exercises/word/attempts', { answer: { word: 'veth' } })).status).toBe(201);
  terminal.type('exit 3\n');
  await vi.waitFor(async () => expect(await events(ada, id)).toContainEqual(['x', '3']), 30_000);
  const all = await events(ada, id);
  const printed = all.filter(([code]) => code === 'o').map(([, text]) => text);
  expect(printed.join('')).toMatch(/ready-now[\s\S]*done-42/);
  expect(all).toContainEqual(['m', expect.stringMatching(/: (correct|partial|wrong|error)$/)]);
  expect(JSON.stringify(all)).not.toContain('hunter2');
  expect((await listOf(ada)).recordings).toMatchObject([{ id, live: false }]);
});

test('nobody else has it, and it can be thrown away', async () => {
  const lab = await startLab();
  const [ada, eve] = [await join(lab, 'Ada'), await join(lab, 'Eve')];
  const id = await ada.openTerminal(90, 30);
  expect((await listOf(eve)).recordings).toEqual([]);
  await problemOf(await eve.fetch(`/api/recordings/${id}`), 'not-found');
  await problemOf(await eve.fetch(`/api/recordings/${id}`, { method: 'DELETE' }), 'not-found');
  await problemOf(await ada.fetch('/api/recordings/..%2F..%2Fsecret'), 'not-found');
  expect((await ada.fetch(`/api/recordings/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await listOf(ada)).recordings).toEqual([]);
});
