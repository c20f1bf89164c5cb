import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { RecordingInfo } from '../../protocol/recording.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { TerminalClient } from '../testing/terminal-client.ts';

const List = z.object({ on: z.boolean(), recordings: z.array(RecordingInfo) });
const listOf = (learner: LearnerClient) => learner.get(pathOf(api.recordings.list), List);

/** A recording's events without their times. */
async function events(learner: LearnerClient, id: string): Promise<[string, string][]> {
  const response = await learner.fetch(pathOf(api.recordings.read, { params: { id } }));
  expect(response.headers.get('content-type')).toMatch('application/x-asciicast');
  const [header = '', ...lines] = (await response.text()).split('\n');
  expect(JSON.parse(header)).toMatchObject({ version: 3, term: { cols: 90, rows: 30 } });
  return lines.filter(Boolean).map((line) => JSON.parse(line).slice(1));
}

test('a recording has the output, sizes, attempts and end of a terminal, but not what is typed', async () => {
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

  expect(
    (await ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), { answer: { word: 'veth' } }))
      .status,
  ).toBe(201);
  terminal.type('exit 3\n');
  await vi.waitFor(async () => expect(await events(ada, id)).toContainEqual(['x', '3']), 30_000);
  const all = await events(ada, id);
  const printed = all.filter(([code]) => code === 'o').map(([, text]) => text);
  expect(printed.join('')).toMatch(/ready-now[\s\S]*done-42/);
  expect(all).toContainEqual(['m', expect.stringMatching(/: (correct|partial|wrong|error)$/)]);
  expect(JSON.stringify(all)).not.toContain('hunter2');
  expect((await listOf(ada)).recordings).toMatchObject([{ id, live: false }]);
});

test('nobody else gets a recording, and its learner can delete it', async () => {
  const lab = await startLab();
  const [ada, eve] = [await join(lab, 'Ada'), await join(lab, 'Eve')];
  const id = await ada.openTerminal(90, 30);
  expect((await listOf(eve)).recordings).toEqual([]);
  await problemOf(await eve.fetch(pathOf(api.recordings.read, { params: { id } })), 'not-found');
  await problemOf(
    await eve.fetch(pathOf(api.recordings.remove, { params: { id } }), { method: 'DELETE' }),
    'not-found',
  );
  await problemOf(
    await ada.fetch(pathOf(api.recordings.read, { params: { id: '../../secret' } })),
    'not-found',
  );
  expect(
    (await ada.fetch(pathOf(api.recordings.remove, { params: { id } }), { method: 'DELETE' })).status,
  ).toBe(204);
  expect((await listOf(ada)).recordings).toEqual([]);
});
