import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Attempt } from '../../protocol/attempt.ts';
import { events as shapes } from '../../protocol/events.ts';
import { MOST_STREAMS } from '../common/event-streams.ts';
import { follow } from '../testing/followed-events.ts';
import { startLab } from '../testing/lab.ts';
import { join, problemOf } from '../testing/learner-client.ts';
import { until } from '../testing/terminal-client.ts';

test("the stream begins with the host's state, and follows it", async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const { response, events } = await follow(ada);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  await until(() => events.length === 1);
  expect(events[0]).toMatchObject({ event: 'host', data: { state: 'ready', seed: 'lesson' } });

  lab.hosts.setStatus(ada.id, { state: 'resetting', step: 'Starting Docker', progress: 0.5 });
  await until(() => events.length === 2);
  expect(events[1]).toMatchObject({ data: { state: 'resetting', step: 'Starting Docker', progress: 0.5 } });
  for (const { data } of events) shapes.host.parse(data);
});

test('every page of a learner hears of a new attempt, with no more than the learner may see; no other learner hears of it', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  const [first, second, ofBob] = [await follow(ada), await follow(ada), await follow(bob)];
  writeFileSync(path.join(ada.folder, 'word.txt'), 'macvlan');
  const posted = await ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), {
    answer: { word: 'two\nlines' },
  });
  const attempt = Attempt.parse(await posted.json());
  for (const { events } of [first, second]) {
    await until(() => events.length === 2);
    expect(events[1]).toEqual({ event: 'attempt', data: attempt });
    expect(JSON.stringify(events[1])).not.toContain('macvlan');
  }
  lab.hosts.setStatus(bob.id, { state: 'failed', reason: 'The disk is full.' });
  await until(() => ofBob.events.length === 2);
  expect(ofBob.events.map(({ event }) => event)).toEqual(['host', 'host']);
});

test('streams beyond the limit of a learner are refused, until one of them is closed', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const streams = [];
  for (let number = 0; number < MOST_STREAMS; number++) streams.push(await follow(ada));
  const { response } = await follow(ada);
  expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
  await problemOf(response, 'too-many-requests');

  streams[3]?.leave();
  let again = await follow(ada);
  while (again.response.status !== 200) again = await follow(ada);
  await until(() => again.events.length === 1);
});

test('HEAD opens no stream', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (let number = 0; number < MOST_STREAMS; number++) {
    expect((await ada.fetch(pathOf(api.host.events), { method: 'HEAD' })).status).toBe(200);
  }
  expect((await follow(ada)).response.status).toBe(200);
});

test('the stream ends when the server stops', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const followed = await follow(ada);
  await lab.close();
  await until(() => followed.ended);
});
