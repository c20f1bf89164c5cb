import { expect, test } from 'vitest';
import { Me } from '../../protocol/learner.ts';
import { startLab } from '../testing/lab.ts';
import { join, LearnerClient, postJson, problemOf } from '../testing/learner-client.ts';

test('who joins is somebody from then on, by a cookie that scripts and other sites cannot use', async () => {
  const lab = await startLab();
  const response = await postJson(`${lab.url}/api/join`, { name: '  Ada Lovelace ' });
  expect(response.status).toBe(201);
  const me = Me.parse(await response.json());
  expect(me).toMatchObject({ name: 'Ada Lovelace', points: { earned: 0, possible: 15 } });

  const [cookie = '', ...others] = response.headers.getSetCookie();
  expect(others).toEqual([]);
  const [pair = '', ...attributes] = cookie.split('; ');
  expect(pair).toMatch(/^vethlab=[\w.-]+$/);
  expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));

  const again = await new LearnerClient(lab, pair, me).get('/api/me', Me);
  expect(again).toEqual(me);
});

test('joining begins to make a lab host', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  expect(lab.hosts.status(ada.id)?.state).toBe('ready');
});

test('joining again gives another name to the same learner', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const response = await ada.post('/api/join', { name: 'Countess' });
  expect(response.status).toBe(201);
  expect(Me.parse(await response.json())).toMatchObject({ id: ada.id, name: 'Countess' });
  expect(await ada.get('/api/me', Me)).toMatchObject({ id: ada.id, name: 'Countess' });
});

test('two who join are two', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  expect(ada.id).not.toBe(bob.id);
  expect(await bob.get('/api/me', Me)).toMatchObject({ name: 'Bob' });
});

test('a learner is still known after the server started again', async () => {
  const first = await startLab();
  const ada = await join(first);
  await first.close();
  const second = await startLab({ folder: first.folder });
  expect(await ada.at(second).get('/api/me', Me)).toEqual(ada.me);
});

test('a cookie that is not as it was given is worth nothing', async () => {
  const lab = await startLab();
  const ada = await join(lab, 'Ada');
  const bob = await join(lab, 'Bob');
  const [name, id = '', signature = ''] = ada.cookie.split(/[=.]/);
  const [, , ofBob = ''] = bob.cookie.split(/[=.]/);
  const otherFirst = signature.startsWith('A') ? 'B' : 'A';
  const forged = [
    '',
    'vethlab=',
    'vethlab=.',
    `${name}=${id}`,
    `${name}=${id}.`,
    `${name}=${id}.${ofBob}`,
    `${name}=${bob.id}.${signature}`,
    `${name}=${id}.${otherFirst}${signature.slice(1)}`,
    `${name}=${id}.${signature.slice(0, -2)}`,
    `${name}=${id}.${signature}.more`,
    `${name}=${id}.${'A'.repeat(4000)}`,
    `other=${id}.${signature}`,
    `${name}=%00.${signature}`,
  ];
  for (const cookie of forged) {
    const response = await new LearnerClient(lab, cookie, ada.me).fetch('/api/me');
    expect(response.status, cookie).toBe(401);
    await problemOf(response, 'not-joined');
  }
  expect(await ada.get('/api/me', Me)).toEqual(ada.me);
});

test('a cookie signed with another secret is worth nothing', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  await lab.close();
  const other = await startLab({ folder: lab.folder, secret: Buffer.alloc(32, 7) });
  await problemOf(await ada.at(other).fetch('/api/me'), 'not-joined');
});

test('everything of a learner wants a cookie', async () => {
  const lab = await startLab();
  for (const path of ['me', 'exercises', 'exercises/word/attempts', 'host', 'events', 'terminals']) {
    await problemOf(await fetch(`${lab.url}/api/${path}`), 'not-joined');
  }
  for (const path of ['exercises/word/attempts', 'exercises/word/hints', 'host/reset', 'terminals']) {
    await problemOf(await postJson(`${lab.url}/api/${path}`, {}), 'not-joined');
  }
});

test('names that are none are refused, each with its field', async () => {
  const lab = await startLab();
  const bad = [
    [{}, '/name'],
    [{ name: '' }, '/name'],
    [{ name: '   ' }, '/name'],
    [{ name: 'x'.repeat(61) }, '/name'],
    [{ name: 5 }, '/name'],
    [{ name: ['Ada'] }, '/name'],
    [{ name: 'Ada', code: 7 }, '/code'],
    [{ name: 'Ada', admin: true }, ''],
    [null, ''],
    ['Ada', ''],
    [[], ''],
  ] as const;
  for (const [body, path] of bad) {
    const response = await postJson(`${lab.url}/api/join`, body);
    const { errors } = await problemOf(response, 'invalid-fields');
    expect(errors?.map((error) => error.path)).toContain(path);
    expect(response.headers.getSetCookie()).toEqual([]);
  }
});

test('a name keeps every character that was given', async () => {
  const lab = await startLab();
  const name = 'Zoë "Robert\'); DROP TABLE learners;--" 李 👩‍🔬 <b>';
  const zoe = await join(lab, name);
  expect(zoe.me.name).toBe(name);
  expect(await zoe.get('/api/me', Me)).toEqual(zoe.me);
});

test('without self-study nobody joins without a code', async () => {
  const lab = await startLab({ selfStudy: false });
  const response = await postJson(`${lab.url}/api/join`, { name: 'Ada' });
  const { errors } = await problemOf(response, 'invalid-fields');
  expect(errors).toMatchObject([{ path: '/code' }]);
  expect(response.headers.getSetCookie()).toEqual([]);
});
