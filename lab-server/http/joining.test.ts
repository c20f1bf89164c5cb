import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Me } from '../../protocol/learner.ts';
import { startLab } from '../testing/lab.ts';
import { join, LearnerClient, postJson, problemOf } from '../testing/learner-client.ts';

test('whoever joins is known from then on by a cookie that scripts and other sites cannot use', async () => {
  const lab = await startLab();
  const response = await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: '  Ada Lovelace ' });
  expect(response.status).toBe(201);
  const me = Me.parse(await response.json());
  expect(me).toMatchObject({ name: 'Ada Lovelace', points: { earned: 0, possible: 15 } });

  const [cookie = '', ...others] = response.headers.getSetCookie();
  expect(others).toEqual([]);
  const [pair = '', ...attributes] = cookie.split('; ');
  expect(pair).toMatch(/^vethlab-learner=[\w.-]+$/);
  expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));

  const again = await new LearnerClient(lab, pair, me).get(pathOf(api.learner.me), Me);
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
  const response = await ada.post(pathOf(api.learner.join), { name: 'Countess' });
  expect(response.status).toBe(201);
  expect(Me.parse(await response.json())).toMatchObject({ id: ada.id, name: 'Countess' });
  expect(await ada.get(pathOf(api.learner.me), Me)).toMatchObject({ id: ada.id, name: 'Countess' });
});

test('a learner leaves a browser to somebody else, and comes back by name and personal code', async () => {
  const lab = await startLab();
  const ada = await join(lab, 'Ada Lovelace');
  const left = await ada.post(pathOf(api.learner.leave), {});
  expect(left.status).toBe(204);
  expect(left.headers.getSetCookie()).toEqual([expect.stringMatching(/^vethlab-learner=; .*Max-Age=0/)]);
  const ask = (body: object) => postJson(`${lab.url}${pathOf(api.learner.join)}`, body);
  await problemOf(await ask({ name: 'Bob', personalCode: ada.me.personalCode }), 'wrong-personal-code');
  const back = await ask({ name: 'ada lovelace', personalCode: ada.me.personalCode?.toLowerCase() });
  expect(Me.parse(await back.json())).toEqual(ada.me);
});

test('two people who join are two learners', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  expect(ada.id).not.toBe(bob.id);
  expect(await bob.get(pathOf(api.learner.me), Me)).toMatchObject({ name: 'Bob' });
});

test('a learner is still known after the server started again', async () => {
  const first = await startLab();
  const ada = await join(first);
  await first.close();
  const second = await startLab({ folder: first.folder });
  expect(await ada.at(second).get(pathOf(api.learner.me), Me)).toEqual(ada.me);
});

test('a cookie that was altered is worth nothing', async () => {
  const lab = await startLab();
  const ada = await join(lab, 'Ada');
  const bob = await join(lab, 'Bob');
  const [name, id = '', signature = ''] = ada.cookie.split(/[=.]/);
  const [, , ofBob = ''] = bob.cookie.split(/[=.]/);
  const otherFirst = signature.startsWith('A') ? 'B' : 'A';
  const forged = [
    '',
    'vethlab-learner=',
    'vethlab-learner=.',
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
    const response = await new LearnerClient(lab, cookie, ada.me).fetch(pathOf(api.learner.me));
    expect(response.status, cookie).toBe(401);
    await problemOf(response, 'not-joined');
  }
  expect(await ada.get(pathOf(api.learner.me), Me)).toEqual(ada.me);
});

test('a cookie signed with another secret is worth nothing', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  await lab.close();
  const other = await startLab({ folder: lab.folder, secret: Buffer.alloc(32, 7) });
  await problemOf(await ada.at(other).fetch(pathOf(api.learner.me)), 'not-joined');
});

test('everything of a learner requires a cookie', async () => {
  const lab = await startLab();
  const word = { params: { id: 'word' } };
  for (const path of [
    pathOf(api.learner.me),
    pathOf(api.exercises.list),
    pathOf(api.exercises.attempts, word),
    pathOf(api.host.status),
    pathOf(api.host.events),
    pathOf(api.terminals.list),
  ]) {
    await problemOf(await fetch(lab.url + path), 'not-joined');
  }
  for (const path of [
    pathOf(api.exercises.answer, word),
    pathOf(api.exercises.openHint, word),
    pathOf(api.host.reset),
    pathOf(api.terminals.open),
  ]) {
    await problemOf(await postJson(lab.url + path, {}), 'not-joined');
  }
});

test('invalid names are refused, each with its field', async () => {
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
    const response = await postJson(`${lab.url}${pathOf(api.learner.join)}`, body);
    const { errors } = await problemOf(response, 'invalid-fields');
    expect(errors?.map((error) => error.path)).toContain(path);
    expect(response.headers.getSetCookie()).toEqual([]);
  }
});

test('a name keeps every character that was typed', async () => {
  const lab = await startLab();
  const name = 'Zoë "Robert\'); DROP TABLE learners;--" 李 👩‍🔬 <b>';
  const zoe = await join(lab, name);
  expect(zoe.me.name).toBe(name);
  expect(await zoe.get(pathOf(api.learner.me), Me)).toEqual(zoe.me);
});

test('without self-study nobody joins without a code', async () => {
  const lab = await startLab({ selfStudy: false });
  const response = await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Ada' });
  const { errors } = await problemOf(response, 'invalid-fields');
  expect(errors).toMatchObject([{ path: '/code' }]);
  expect(response.headers.getSetCookie()).toEqual([]);
});
