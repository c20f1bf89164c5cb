import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { KEY_HEADER } from '../../protocol/browser-key.ts';
import { Me } from '../../protocol/learner.ts';
import { hashPassword } from '../classes/password.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { COURSE_NAME, type Lab, startLab } from '../testing/lab.ts';
import { join, postJson, problemOf } from '../testing/learner-client.ts';

/**
 * Sends wrong class codes, each a different one, from a client that has not joined. Returns how many were answered as wrong codes; the rest
 * were refused.
 */
async function guess(lab: Lab, count: number): Promise<number> {
  let wrong = 0;
  for (let i = 0; i < count; i += 50) {
    const tries = Array.from({ length: Math.min(50, count - i) }, (_, n) =>
      postJson(`${lab.url}${pathOf(api.learner.join)}`, {
        name: `Guesser ${n}`,
        code: `ZZZ-${String(i + n).padStart(3, '0')}`,
      }),
    );
    for (const response of await Promise.all(tries)) {
      if (response.status === 403) wrong += 1;
      else await problemOf(response, 'too-many-requests');
    }
  }
  return wrong;
}

test('nobody can try out codes, and forty learners with the right one come in from an address where one guesses', async () => {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass();
  // The instructor is at the same address and has the class open.
  await desk.fetch(pathOf(api.deskClasses.read, { params: { class: group.id } }));
  expect(await guess(lab, 320)).toBe(300);
  const forty = Array.from({ length: 40 }, (_, i) => joinClass(lab, group.code, `Learner ${i}`));
  expect(new Set((await Promise.all(forty)).map(({ id }) => id)).size).toBe(40);
  // A personal code that was mistyped before works too.
  const [ada] = await Promise.all(forty);
  const wrong = { name: 'Learner 0', code: group.code, personalCode: 'AAAA-AAAA' };
  await problemOf(await postJson(`${lab.url}${pathOf(api.learner.join)}`, wrong), 'too-many-requests');
  const again = await joinClass(lab, group.code, 'Learner 0', { personalCode: ada?.me.personalCode });
  expect(again.id).toBe(ada?.id);
});

test('once too many codes were tried, a right code that nobody at the address has used is refused as a wrong one is', async () => {
  const lab = await startLab();
  const { classes, instructors } = lab.stores;
  const { code } = classes.add('Elsewhere', 'ABC-DEF', COURSE_NAME, instructors.add('Grace', true).id);
  await guess(lab, 300);
  const { detail } = await problemOf(
    await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Eve', code }),
    'too-many-requests',
  );
  expect(detail).toMatch(/At most 300 wrong codes a minute are taken; try again in \d+ s\./);
  const elsewhere = { 'X-Forwarded-For': '203.0.113.9' };
  await problemOf(
    await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Eve', code }, elsewhere),
    'too-many-requests',
  );
});

test('an address that made too many learners has to wait, and those who are in stay in', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const joinings = Array.from({ length: 245 }, () =>
    postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Eve' }),
  );
  const refused = (await Promise.all(joinings)).filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(6); // 240 a minute, Ada among them
  for (const response of refused) {
    expect((await problemOf(response, 'too-many-requests')).detail).toMatch(
      /At most 240 joinings .* in \d+ s\./,
    );
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.getSetCookie()).toEqual([]);
  }
  expect(await ada.get(pathOf(api.learner.me), Me)).toEqual(ada.me);
});

test('guesses at an instructor’s password keep out no other instructor, no link and no browser that was signed in', async () => {
  const lab = await startLab();
  const key = { [KEY_HEADER]: 'k'.repeat(32) };
  const { instructors } = lab.stores;
  const grace = instructors.add('Grace', true);
  instructors.change(grace.id, { name: 'Grace', password: await hashPassword('a bridge too far') });
  instructors.change(instructors.add('Joan', false).id, {
    name: 'Joan',
    password: await hashPassword('another bridge'),
  });
  const enter = (body: object, headers = {}) =>
    postJson(`${lab.url}${pathOf(api.deskAccount.signIn)}`, body, headers);
  expect((await enter({ name: 'Grace', password: 'a bridge too far' }, key)).status).toBe(200);
  const guesses = Array.from({ length: 14 }, () => enter({ name: 'Grace', password: 'a guess' }));
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(4);
  const { detail } = await problemOf(
    await enter({ name: 'grace', password: 'a bridge too far' }),
    'too-many-requests',
  );
  expect(detail).toContain('npm run sign-in');
  expect((await enter({ name: 'Grace', password: 'a bridge too far' }, key)).status).toBe(200);
  expect((await enter({ name: 'Joan', password: 'another bridge' })).status).toBe(200);
  expect((await enter({ token: instructors.newLink(grace.id).token })).status).toBe(200);
});

test('answers are counted for each learner alone', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  // This answer does not fit the exercise, and is counted all the same.
  const posts = Array.from({ length: 62 }, () =>
    ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), { answer: 1 }),
  );
  const statuses = (await Promise.all(posts)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  expect(
    (await bob.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), { answer: 1 })).status,
  ).toBe(422);
  expect((await ada.fetch(pathOf(api.exercises.attempts, { params: { id: 'word' } }))).status).toBe(200);
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
  expect(await last(22, () => ada.post(pathOf(api.host.reset), {}))).toBe(2);
  expect(await last(31, () => ada.post(pathOf(api.terminals.open), { cols: 80, rows: 24 }))).toBe(1);
});

test('every request that starts work on a host is limited for each learner', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  const lists = await Promise.all(Array.from({ length: 62 }, () => ada.fetch(pathOf(api.files.list))));
  expect(lists.filter(({ status }) => status === 429)).toHaveLength(2);
  expect((await bob.fetch(pathOf(api.files.list))).status).toBe(200);
  const { paths } = (await (await fetch(`${lab.url}${pathOf(api.meta.openapi)}`)).json()) as {
    paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>;
  };
  const works = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { responses }]) =>
      STARTS_WORK.test(`${method} ${path}`) ? [{ what: `${method} ${path}`, said: responses[429] }] : [],
    ),
  );
  expect(works.length).toBeGreaterThan(12);
  for (const { what, said } of works) expect(said?.description, what).toMatch(/At most \d+ .* a minute/);
});

/** Every route that enters a host, has a host made or woken, or begins a check. */
const STARTS_WORK =
  /^(?:(?:get|post) \/api\/(?:host(?:\/.*)?|events)|post \/api\/(?:terminals|preview|exercises\/[^/]+\/(?:attempts|watch|start))|post \/api\/desk\/classes\/[^/]+\/(?:resets|rechecks|checkpoints))$/;
