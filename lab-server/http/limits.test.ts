import { expect, test } from 'vitest';
import { Me } from '../../protocol/learner.ts';
import { startLab } from '../testing/lab.ts';
import { join, postJson, problemOf } from '../testing/learner-client.ts';

test('one address joins so often, then it has to wait, and who is in stays in', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const joinings = Array.from({ length: 65 }, () => postJson(`${lab.url}/api/join`, { name: 'Eve' }));
  const refused = (await Promise.all(joinings)).filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(6); // 60 a minute, Ada among them
  for (const response of refused) {
    expect((await problemOf(response, 'too-many-requests')).detail).toMatch(
      /At most 60 joinings .* in \d+ s\./,
    );
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.getSetCookie()).toEqual([]);
  }
  expect(await ada.get('/api/me', Me)).toEqual(ada.me);
  const elsewhere = new Headers({ 'X-Forwarded-For': '203.0.113.9' });
  const pretended = await postJson(`${lab.url}/api/join`, { name: 'Eve' }, Object.fromEntries(elsewhere));
  await problemOf(pretended, 'too-many-requests');
});

test('answers are counted for each learner alone', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  // Not what the exercise asks for, which is enough to be counted.
  const posts = Array.from({ length: 62 }, () => ada.post('/api/exercises/word/attempts', { answer: 1 }));
  const statuses = (await Promise.all(posts)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  expect((await bob.post('/api/exercises/word/attempts', { answer: 1 })).status).toBe(422);
  expect((await ada.fetch('/api/exercises/word/attempts')).status).toBe(200);
});

test('resets and new terminals are limited', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const last = async (count: number, ask: () => Promise<Response>) => {
    const all = await Promise.all(Array.from({ length: count }, ask));
    const limited = all.filter(({ status }) => status === 429);
    for (const response of limited) await problemOf(response, 'too-many-requests');
    return limited.length;
  };
  expect(await last(22, () => ada.post('/api/host/reset', {}))).toBe(2);
  expect(await last(31, () => ada.post('/api/terminals', { cols: 80, rows: 24 }))).toBe(1);
});
