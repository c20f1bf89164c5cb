import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { Preview } from '../../protocol/preview.ts';
import { closeCode } from '../../protocol/terminal.ts';
import { DeskClient, joinClass, signIn } from '../testing/desk-client.ts';
import { follow } from '../testing/followed-events.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { type LearnerClient, postJson } from '../testing/learner-client.ts';
import { cookieIn } from '../testing/set-cookie.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';

// Whoever loses a right loses everything open by that right: streams, WebSockets, web pages.

/** Everything that a learner can have open. */
async function everythingOf(ada: LearnerClient) {
  const [events, map] = [await follow(ada), await follow(ada, pathOf(api.map.follow))];
  const window = new TerminalClient(ada, await ada.openTerminal());
  await window.shows('prompt> ');
  const page = await pageOf(ada);
  return {
    events,
    map,
    window,
    page,
    isOver: () =>
      events.ended && map.ended && window.socket.readyState === WebSocket.CLOSED && page.isClosed(),
  };
}

/** A web page of the host, and a WebSocket of that page. */
async function pageOf(ada: LearnerClient) {
  const server = createServer((_request, response) => response.end('page'));
  const sockets = new WebSocketServer({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
    server.closeAllConnections();
  });
  const shown = await ada.post(pathOf(api.preview.show), {
    url: `127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  const { url } = Preview.parse(await shown.json());
  const socket = new WebSocket(url.replace('http', 'ws'));
  socket.on('error', () => {});
  await once(socket, 'open');
  return { url, isClosed: () => socket.readyState === WebSocket.CLOSED };
}

/** All that an instructor can have open on a class and a learner of it. */
async function everythingAtTheDesk(desk: DeskClient, group: ClassDetail, ada: LearnerClient, id: string) {
  const ofClass = { class: group.id };
  const streams = [
    await follow(desk, pathOf(api.deskWall.wall, { params: ofClass })),
    await follow(desk, pathOf(api.deskWall.screens, { params: ofClass })),
  ];
  const window = await windowOf(desk, group, ada, id);
  return {
    window,
    isOver: () => streams.every(({ ended }) => ended) && window.socket.readyState === WebSocket.CLOSED,
  };
}

async function windowOf(desk: DeskClient, group: ClassDetail, ada: LearnerClient, id: string) {
  const ofAda = { class: group.id, learner: ada.id };
  const window = new TerminalClient({ lab: ada.lab, cookie: desk.cookie }, id, { of: ofAda });
  await window.shows('prompt> ');
  return window;
}

const { change: changed, merge: merged } = api.deskLearners;

async function start() {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass();
  const ada = await joinClass(lab, group.code, 'Ada');
  const bob = await joinClass(lab, group.code, 'Bob');
  const change = async (
    who: LearnerClient,
    body: object,
    contract: typeof changed | typeof merged = changed,
  ) => {
    const response = await desk.post(
      pathOf(contract, { params: { class: group.id, learner: who.id } }),
      body,
    );
    expect(response.status).toBe(200);
  };
  return { lab, desk, group, ada, bob, change };
}

/** Another instructor of the class. */
async function assistant(lab: Lab, desk: DeskClient, group: ClassDetail, name: string) {
  const other = await signIn(lab, name);
  const { id } = (await (await other.fetch(pathOf(api.deskAccount.me))).json()) as { id: string };
  const set = (member: boolean) =>
    desk.post(pathOf(api.deskClasses.setInstructor, { params: { class: group.id } }), {
      instructor: id,
      member,
    });
  expect((await set(true)).status).toBe(200);
  return { other, remove: () => set(false) };
}

test.each<[string, (given: Awaited<ReturnType<typeof start>>) => Promise<unknown>]>([
  ['removed', ({ ada, change }) => change(ada, { state: 'removed' })],
  ['given a new personal code', ({ ada, change }) => change(ada, { newCode: true })],
  ['made part of another', ({ ada, bob, change }) => change(ada, { into: bob.id }, merged)],
  [
    'erased',
    ({ desk, group, ada }) =>
      desk.delete(
        pathOf(api.deskLearners.erase, {
          params: { class: group.id, learner: ada.id },
          query: { name: 'Ada' },
        }),
      ),
  ],
])('a learner who is %s has nothing open any more, and others keep what they have', async (_, lose) => {
  const given = await start();
  const [open, others] = [await everythingOf(given.ada), await everythingOf(given.bob)];
  await lose(given);
  await until(open.isOver);
  expect((await fetch(open.page.url)).status).toBe(404);
  expect((await fetch(others.page.url)).status).toBe(200);
  others.window.type('still here\n');
  await others.window.shows('still here');
  expect([others.events.ended, others.map.ended, others.page.isClosed()]).toEqual([false, false, false]);
});

test('a new personal code puts out whoever came in under the name and is not shown to them; whoever gets it comes in', async () => {
  const { lab, group, ada, change } = await start();
  await change(ada, { newCode: true });
  expect((await ada.fetch(pathOf(api.learner.me))).status).toBe(401);
  const { personalCode } = lab.stores.learners.find(ada.id) ?? {};
  expect(personalCode).not.toBe(ada.me.personalCode);
  const back = await joinClass(lab, group.code, 'Ada', { personalCode });
  expect(back.id).toBe(ada.id);
});

test('a new personal code also puts out browsers that came in under a name merged into this one', async () => {
  const { ada, bob, change } = await start();
  await change(ada, { into: bob.id }, merged);
  expect((await ada.fetch(pathOf(api.learner.me))).status).toBe(200);
  await change(bob, { newCode: true });
  expect((await ada.fetch(pathOf(api.learner.me))).status).toBe(401);
});

test.each<[string, (given: { desk: DeskClient; other: DeskClient; remove(): Promise<Response> }) => unknown]>(
  [
    ['signs out', ({ other }) => other.post(pathOf(api.deskAccount.signOut))],
    ['is taken out of the class', ({ remove }) => remove()],
  ],
)('an instructor who %s sees nothing any more, types nothing, and others see on', async (_, lose) => {
  const { lab, desk, group, ada } = await start();
  const id = await ada.openTerminal();
  const { other, remove } = await assistant(lab, desk, group, 'Eve');
  const own = await everythingAtTheDesk(desk, group, ada, id);
  const eves = await everythingAtTheDesk(other, group, ada, id);
  await allow(other, group, ada, id);
  eves.window.type('before\n');
  await own.window.shows('before');
  await lose({ desk, other, remove });
  await until(eves.isOver);
  expect((await eves.window.closed).code).toBe(closeCode.revoked);
  const learners = new TerminalClient(ada, id);
  await learners.started();
  learners.type('after\n');
  await own.window.shows('after');
  expect(own.isOver()).toBe(false);
  expect(await (await ada.fetch(pathOf(api.ownClass.view))).json()).toMatchObject({
    control: null,
    watched: [{ by: 'Operator' }],
  });
});

test('a new password ends everything that is open in other sessions', async () => {
  const { lab, desk, group, ada } = await start();
  const id = await ada.openTerminal();
  const { instructors } = lab.stores;
  const { token } = instructors.newLink(instructors.named('Operator')?.id ?? '');
  const elsewhere = new DeskClient(
    lab,
    cookieIn(await postJson(`${lab.url}${pathOf(api.deskAccount.signIn)}`, { token })),
  );
  const [own, lost] = [
    await everythingAtTheDesk(desk, group, ada, id),
    await everythingAtTheDesk(elsewhere, group, ada, id),
  ];
  expect((await desk.post(pathOf(api.deskAccount.changeMe), { password: 'a bridge too far' })).status).toBe(
    200,
  );
  await until(lost.isOver);
  expect(own.isOver()).toBe(false);
});

test('a learner who is moved is no longer seen in their former class', async () => {
  const { lab, desk, group, ada, change } = await start();
  const id = await ada.openTerminal();
  const { other } = await assistant(lab, desk, group, 'Eve');
  const window = await windowOf(other, group, ada, id);
  await change(ada, { class: (await desk.newClass('Second')).id });
  expect((await window.closed).code).toBe(closeCode.revoked);
});

test('consent is for the instructor who asked, and for nobody else who looks at the same terminal', async () => {
  const { lab, desk, group, ada } = await start();
  const id = await ada.openTerminal();
  const { other } = await assistant(lab, desk, group, 'Eve');
  const [asked, looks] = [await windowOf(desk, group, ada, id), await windowOf(other, group, ada, id)];
  await allow(desk, group, ada, id);
  looks.type('by Eve\n');
  await looks.roundTrip();
  asked.type('by the operator\n');
  await asked.shows('by the operator');
  expect(asked.text).not.toContain('by Eve');
});

test('a yes is for the instructor whom the page named, not for one who asked meanwhile', async () => {
  const { lab, desk, group, ada } = await start();
  const id = await ada.openTerminal();
  const { other } = await assistant(lab, desk, group, 'Eve');
  const ofAda = { class: group.id, learner: ada.id };
  await desk.post(pathOf(api.deskWall.askControl, { params: ofAda }), { terminal: id });
  await other.post(pathOf(api.deskWall.askControl, { params: ofAda }), { terminal: id });
  expect((await ada.post(pathOf(api.ownClass.answerControl), { allow: true, by: 'Operator' })).status).toBe(
    204,
  );
  expect(await (await ada.fetch(pathOf(api.ownClass.view))).json()).toMatchObject({
    control: { by: 'Eve', state: 'asked' },
  });
});

async function allow(desk: DeskClient, group: ClassDetail, ada: LearnerClient, terminal: string) {
  const ofAda = { class: group.id, learner: ada.id };
  expect((await desk.post(pathOf(api.deskWall.askControl, { params: ofAda }), { terminal })).status).toBe(
    202,
  );
  expect((await ada.post(pathOf(api.ownClass.answerControl), { allow: true })).status).toBe(204);
}
