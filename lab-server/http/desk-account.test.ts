import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Instructor, SignInLink } from '../../protocol/desk/instructor.ts';
import { DeskClient, signIn } from '../testing/desk-client.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { postJson, problemOf } from '../testing/learner-client.ts';
import { cookieIn } from '../testing/set-cookie.ts';

const enter = (lab: Lab, body: object, cookie = '') =>
  postJson(`${lab.url}${pathOf(api.deskAccount.signIn)}`, body, { cookie });

test('a link signs in once, by a cookie that scripts and other sites cannot use', async () => {
  const lab = await startLab();
  const { instructors } = lab.stores;
  const { token } = instructors.newLink(instructors.add('Grace', true).id);
  const response = await enter(lab, { token });
  expect(response.status).toBe(200);
  expect(Instructor.parse(await response.json())).toMatchObject({
    name: 'Grace',
    hasPassword: false,
    hasAccount: false,
    operator: true,
  });
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie.split('; ')).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));
  await problemOf(await enter(lab, { token }), 'wrong-sign-in');
  await problemOf(await enter(lab, { token: `${token}x` }), 'wrong-sign-in');
});

test('a link that nobody used within its day is void, and the stored form of a link signs nobody in', async () => {
  const lab = await startLab();
  const { instructors } = lab.stores;
  const { token, expiresAt } = instructors.newLink(instructors.add('Grace', true).id);
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(23 * 3600_000);
  expect(JSON.stringify(lab.database.prepare('SELECT * FROM sign_in_links').all())).not.toContain(token);
  lab.database.exec("UPDATE sign_in_links SET expires_at = '2020-01-01T00:00:00.000Z'");
  await problemOf(await enter(lab, { token }), 'wrong-sign-in');
});

test('a password signs in too, and a new one ends every other session', async () => {
  const lab = await startLab();
  const desk = await signIn(lab);
  const me = await desk.done(
    pathOf(api.deskAccount.changeMe),
    { name: 'Grace', password: 'a bridge too far' },
    Instructor,
  );
  expect(me).toMatchObject({ name: 'Grace', hasPassword: true });
  const second = await enter(lab, { name: 'grace', password: 'a bridge too far' });
  expect(second.status).toBe(200);
  for (const wrong of ['a bridge too fax', '']) {
    await problemOf(await enter(lab, { name: 'Grace', password: wrong }), 'wrong-sign-in');
  }
  await problemOf(await enter(lab, { name: 'Nobody', password: 'a bridge too far' }), 'wrong-sign-in');

  const other = new DeskClient(lab, cookieIn(second));
  await problemOf(
    await desk.post(pathOf(api.deskAccount.changeMe), { password: 'two bridges', current: 'wrong' }),
    'wrong-sign-in',
  );
  expect(
    (
      await desk.post(pathOf(api.deskAccount.changeMe), {
        password: 'two bridges',
        current: 'a bridge too far',
      })
    ).status,
  ).toBe(200);
  await problemOf(await other.fetch(pathOf(api.deskAccount.me)), 'not-signed-in');
  expect((await desk.fetch(pathOf(api.deskAccount.me))).status).toBe(200);
  expect((await desk.post(pathOf(api.deskAccount.changeMe), { password: 'short' })).status).toBe(422);
});

test('nobody can try out passwords: after ten in a minute an address has to wait', async () => {
  const lab = await startLab();
  const statuses = [];
  for (let i = 0; i < 12; i++)
    statuses.push((await enter(lab, { name: 'Grace', password: `guess ${i}` })).status);
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(403));
  expect(statuses.slice(10)).toEqual([429, 429]);
});

test('each sign-in makes a new session, whatever cookie was there before', async () => {
  const lab = await startLab();
  const { instructors } = lab.stores;
  const [grace, eve] = [instructors.add('Grace', true), instructors.add('Eve', false)];
  const ofEve = cookieIn(await enter(lab, { token: instructors.newLink(eve.id).token }));
  const response = await enter(lab, { token: instructors.newLink(grace.id).token }, ofEve);
  expect(cookieIn(response)).not.toBe(ofEve);
  await problemOf(await new DeskClient(lab, ofEve).fetch(pathOf(api.deskAccount.me)), 'not-signed-in');
});

test('an instructor who signs out is out, even with the cookie kept', async () => {
  const lab = await startLab();
  const desk = await signIn(lab);
  expect((await desk.post(pathOf(api.deskAccount.signOut))).status).toBe(204);
  await problemOf(await desk.fetch(pathOf(api.deskAccount.me)), 'not-signed-in');
});

test('the operator adds instructors, each with a link, and gives out new ones', async () => {
  const lab = await startLab();
  const desk = await signIn(lab);
  const { path } = await desk.done(pathOf(api.deskAccount.addInstructor), { name: 'Grace' }, SignInLink);
  await problemOf(await desk.post(pathOf(api.deskAccount.addInstructor), { name: 'GRACE' }), 'name-taken');
  const signedIn = await enter(lab, { token: path.replace('/desk/#', '') });
  expect(await signedIn.json()).toMatchObject({ name: 'Grace', operator: false });
  const { instructors } = await desk.get(
    pathOf(api.deskAccount.listInstructors),
    z.object({ instructors: z.array(Instructor) }),
  );
  const grace = instructors.find(({ name }) => name === 'Grace');
  const again = await desk.done(
    pathOf(api.deskAccount.newLink, { params: { instructor: grace?.id ?? '' } }),
    {},
    SignInLink,
  );
  expect((await enter(lab, { token: again.path.replace('/desk/#', '') })).status).toBe(200);
});
