import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { API, pathOf } from '../../protocol/api/path.ts';
import { KEY_HEADER } from '../../protocol/browser-key.ts';
import { Me } from '../../protocol/learner.ts';
import { signIn } from '../testing/desk-client.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { join, postJson, problemOf } from '../testing/learner-client.ts';
import { cookieIn } from '../testing/set-cookie.ts';
import { TerminalClient } from '../testing/terminal-client.ts';

// A web page at another port of the host can set cookies, since cookies go to all ports. It can't write to our pages' storage.

const [KEY, OTHER] = ['0'.repeat(32), '1'.repeat(32)];

/** A page of ours sends its cookies and its key. */
const ask = (lab: Lab, path: string, cookie: string, key: string | undefined = KEY) =>
  fetch(lab.url + path, { headers: { cookie, ...(key === undefined ? {} : { [KEY_HEADER]: key }) } });

async function joinWith(lab: Lab, name: string, key: string, cookie = '') {
  const response = await postJson(
    `${lab.url}${pathOf(api.learner.join)}`,
    { name },
    { [KEY_HEADER]: key, cookie },
  );
  expect(response.status).toBe(201);
  return { cookie: cookieIn(response), me: Me.parse(await response.json()) };
}

test('a cookie is good in the browser that it was made for, and in no other', async () => {
  const lab = await startLab();
  const ada = await joinWith(lab, 'Ada', KEY);
  expect(await (await ask(lab, pathOf(api.learner.me), ada.cookie)).json()).toEqual(ada.me);
  const { detail } = await problemOf(await ask(lab, pathOf(api.learner.me), ada.cookie, OTHER), 'not-joined');
  expect(detail).toMatch(/was not made for it.*personal code/);
  await problemOf(await ask(lab, pathOf(api.learner.me), ada.cookie, ''), 'not-joined');
  await problemOf(
    await fetch(`${lab.url}${pathOf(api.learner.me)}`, { headers: { cookie: ada.cookie } }),
    'not-joined',
  );
});

test('a cookie that somebody else got, with a key or without, is not believed in place of one’s own or beside it', async () => {
  const lab = await startLab();
  const ada = await joinWith(lab, 'Ada', KEY);
  const eves = [(await joinWith(lab, 'Eve', OTHER)).cookie, (await join(lab, 'Eve')).cookie];
  for (const planted of eves) {
    await problemOf(await ask(lab, pathOf(api.learner.me), planted), 'not-joined');
    for (const both of [`${planted}; ${ada.cookie}`, `${ada.cookie}; ${planted}`]) {
      expect(await (await ask(lab, pathOf(api.learner.me), both)).json()).toEqual(ada.me);
    }
    // A browser that was never here has a key too before it asks for anything.
    const joined = await joinWith(lab, 'Bob', '2'.repeat(32), planted);
    expect(joined.me.name).toBe('Bob');
    expect(joined.me.id).not.toBe(planted.split(/[=.]/)[1]);
  }
});

test('a client without a key is known by its cookie alone, unless it has two cookies that differ', async () => {
  const lab = await startLab();
  const [ada, eve] = [await join(lab, 'Ada'), await join(lab, 'Eve')];
  const me = (cookie: string) => fetch(`${lab.url}${pathOf(api.learner.me)}`, { headers: { cookie } });
  expect(await (await me(`${ada.cookie}; ${ada.cookie}`)).json()).toEqual(ada.me);
  await problemOf(await me(`${ada.cookie}; ${eve.cookie}`), 'not-joined');
});

test('at the desk it is the same, also for signing out and for a new password', async () => {
  const lab = await startLab();
  await signIn(lab);
  const { instructors } = lab.stores;
  const operator = instructors.list()[0]?.id ?? '';
  const enter = async (key: string, cookie = '') => {
    const { token } = instructors.newLink(operator);
    return cookieIn(
      await postJson(`${lab.url}${pathOf(api.deskAccount.signIn)}`, { token }, { [KEY_HEADER]: key, cookie }),
    );
  };
  const [own, planted] = [await enter(KEY), await enter(OTHER)];
  expect((await ask(lab, pathOf(api.deskAccount.me), own)).status).toBe(200);
  for (const key of [KEY, undefined, '']) {
    await problemOf(await ask(lab, pathOf(api.deskAccount.me), planted, key ?? ''), 'not-signed-in');
  }
  await problemOf(
    await fetch(`${lab.url}${pathOf(api.deskAccount.me)}`, { headers: { cookie: own } }),
    'not-signed-in',
  );
  expect((await ask(lab, pathOf(api.deskAccount.me), `${planted}; ${own}`)).status).toBe(200);
  // Signing in again ends this browser's own session, whatever else is planted beside it.
  const again = await enter(KEY, `${planted}; ${own}`);
  expect((await ask(lab, pathOf(api.deskAccount.me), own)).status).toBe(401);
  expect((await ask(lab, pathOf(api.deskAccount.me), again)).status).toBe(200);
  expect((await ask(lab, pathOf(api.deskAccount.me), planted, OTHER)).status).toBe(200);
});

test('streams and WebSockets send the key in their query', async () => {
  const lab = await startLab();
  const ada = await joinWith(lab, 'Ada', KEY);
  const stream = (key: string) =>
    fetch(`${lab.url}${pathOf(api.host.events)}?key=${key}`, {
      headers: { cookie: ada.cookie },
      signal: AbortSignal.timeout(20_000),
    });
  const events = await stream(KEY);
  expect(events.status).toBe(200);
  await events.body?.cancel();
  await problemOf(await stream(OTHER), 'not-joined');
  const made = await postJson(
    `${lab.url}${pathOf(api.terminals.open)}`,
    { cols: 80, rows: 24 },
    { cookie: ada.cookie, [KEY_HEADER]: KEY },
  );
  const { id } = (await made.json()) as { id: string };
  const visitor = { lab, cookie: ada.cookie };
  await new TerminalClient(visitor, id, { key: KEY }).shows('prompt> ');
  expect((await new TerminalClient(visitor, id, { key: OTHER }).closed).code).toBe(1006);
});

test('keys are not logged', async () => {
  const lab = await startLab();
  await joinWith(lab, 'Ada', KEY);
  await (await fetch(`${lab.url}${pathOf(api.learner.me)}?key=${KEY}`)).text();
  expect(JSON.stringify(lab.log)).not.toContain(KEY);
  expect(lab.log.length).toBeGreaterThan(0);
});

test('a browser filled with cookies is let in, and the cookies that are not ours are removed', async () => {
  const lab = await startLab();
  const ada = await joinWith(lab, 'Ada', KEY);
  const filled = Array.from({ length: 180 }, (_, i) => `p${i}=${'x'.repeat(4000)}`);
  const response = await ask(lab, pathOf(api.learner.me), [...filled, ada.cookie].join('; '));
  expect(response.status).toBe(200);
  const taken = response.headers.getSetCookie();
  expect(taken).toContain('p0=; Path=/; Max-Age=0');
  expect(taken).toContain(`p0=; Path=${API}; Max-Age=0`);
  expect(taken.every((one) => !one.startsWith('vethlab'))).toBe(true);
  const few = await ask(lab, pathOf(api.learner.me), `p0=x; ${ada.cookie}`);
  expect(few.headers.getSetCookie()).toEqual([]);
});
