import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { ClassView } from '../../protocol/class.ts';
import { Machine } from '../../protocol/desk/instructor.ts';
import { HostStatus } from '../../protocol/host.ts';
import { answer, attemptsAt, putFile } from '../testing/answers.ts';
import { type DeskClient, joinClass, signIn } from '../testing/desk-client.ts';
import { follow } from '../testing/followed-events.ts';
import { startLab } from '../testing/lab.ts';
import { problemOf } from '../testing/learner-client.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';

const capacity = async (desk: DeskClient) => (await desk.get(pathOf(api.deskMachine.machine), Machine)).hosts;

async function twoClasses() {
  const lab = await startLab();
  const [desk, other] = [await signIn(lab), await signIn(lab, 'Grace')];
  const [group, foreign] = [await desk.newClass('Networks'), await other.newClass('Compilers')];
  const [ada, bob] = [await joinClass(lab, group.code, 'Ada'), await joinClass(lab, foreign.code, 'Bob')];
  await ada.get(pathOf(api.host.status), HostStatus);
  await bob.get(pathOf(api.host.status), HostStatus);
  const hostOf = (learner: string) =>
    pathOf(api.deskMachine.freeHost, { params: { class: group.id, learner } });
  return { lab, desk, group, ada, bob, hostOf };
}

test('an instructor sees how many hosts are in use, how many more there can be, and whose they are', async () => {
  const { lab, desk, group, ada, bob } = await twoClasses();
  lab.hosts.most = 3;
  lab.hosts.setStatus(ada.id, { state: 'parked' });
  expect(await capacity(desk)).toMatchObject({
    most: 3,
    room: 1,
    used: [
      {
        learner: ada.id,
        name: 'Ada',
        class: { id: group.id, name: 'Networks' },
        mine: true,
        state: 'parked',
      },
      // Of another instructor's class, the instructor to ask, and nobody's name.
      { learner: bob.id, name: null, class: { name: 'Compilers' }, instructors: ['Grace'], mine: false },
    ],
  });
});

test('a host is freed: its terminals end, the page is told, answers stay, and the learner can have another', async () => {
  const { lab, desk, ada, hostOf } = await twoClasses();
  putFile(ada, 'word.txt', 'veth');
  await answer(ada, 'word', { word: 'veth' });
  const window = new TerminalClient(ada, await ada.openTerminal());
  const { events } = await follow(ada);
  expect((await desk.delete(hostOf(ada.id))).status).toBe(204);
  expect((await window.closed).code).toBe(1000);
  await until(() =>
    events.some(({ event, data }) => event === 'host' && HostStatus.parse(data).ended === 'freed'),
  );
  await until(() =>
    events.some(({ event, data }) => event === 'class' && ClassView.parse(data).acts[0]?.what === 'freed'),
  );
  expect(lab.hosts.status(ada.id)).toBeUndefined();
  expect((await capacity(desk)).used.map(({ learner }) => learner)).not.toContain(ada.id);
  expect(await attemptsAt(ada, 'word')).toHaveLength(1);
  expect((await ada.post(pathOf(api.host.reset), {})).status).toBe(202);
  expect(lab.hosts.status(ada.id)).toBeDefined();
});

test('nobody frees the host of another class, nor does a learner', async () => {
  const { desk, ada, bob, hostOf, lab } = await twoClasses();
  await problemOf(await desk.delete(hostOf(bob.id)), 'unknown-learner');
  expect((await ada.fetch(hostOf(ada.id), { method: 'DELETE' })).status).toBe(401);
  expect(lab.hosts.status(bob.id)).toBeDefined();
});

test('hosts at rest are listed with whose they are; an instructor keeps, wakes and throws away those of their own classes', async () => {
  const { lab, desk, group, ada, bob } = await twoClasses();
  const at = '2026-11-20T16:00:00.000Z';
  lab.hosts.kept = [ada, bob].map(({ id }) => ({ learner: id, at, bytes: 1e8, pinned: false, isNext: true }));
  for (const { id } of [ada, bob]) lab.hosts.setStatus(id, { state: 'at-rest', restedAt: at });
  const kept = async () => (await capacity(desk)).kept;
  expect(await kept()).toMatchObject({
    most: null,
    hosts: [
      { learner: ada.id, name: 'Ada', class: { name: 'Networks' }, mine: true, at, bytes: 1e8, isNext: true },
      { learner: bob.id, name: null, class: { name: 'Compilers' }, instructors: ['Grace'], mine: false },
    ],
  });
  const params = { class: group.id, learner: ada.id };
  const keep = pathOf(api.deskMachine.keepHost, { params });
  expect((await desk.post(keep, { pinned: true })).status).toBe(204);
  expect((await kept()).hosts[0]?.pinned).toBe(true);
  expect((await desk.post(keep, { pinned: 'yes' })).status).toBe(422);
  expect((await desk.post(pathOf(api.deskMachine.wakeHost, { params }))).status).toBe(202);
  expect(lab.hosts.status(ada.id)?.state).toBe('waking');
  expect((await desk.delete(pathOf(api.deskMachine.throwHostAway, { params }))).status).toBe(204);
  expect((await kept()).hosts.map(({ learner }) => learner)).toEqual([bob.id]);
  expect(HostStatus.parse(lab.hosts.status(ada.id)).lost?.why).toBe('instructor');
  // Whose class it is not, to them there is no such learner.
  const foreign = { class: group.id, learner: bob.id };
  for (const route of [api.deskMachine.wakeHost, api.deskMachine.keepHost])
    expect((await desk.post(pathOf(route, { params: foreign }), { pinned: true })).status).toBe(404);
  expect((await desk.delete(pathOf(api.deskMachine.throwHostAway, { params: foreign }))).status).toBe(404);
});

test('a host at rest stays so while a page is only open, and asking for it wakes it', async () => {
  const { lab, ada } = await twoClasses();
  lab.hosts.setStatus(ada.id, { state: 'at-rest' });
  await follow(ada);
  expect(lab.hosts.status(ada.id)?.state).toBe('at-rest');
  expect((await ada.get(pathOf(api.host.status), HostStatus)).state).toBe('waking');
});

test('an instructor has a learner’s host copied in the place of another’s of the class; both are told, and nobody else gets one', async () => {
  const { lab, desk, group, ada, bob } = await twoClasses();
  const eve = await joinClass(lab, group.code, 'Eve');
  await eve.get(pathOf(api.host.status), HostStatus);
  putFile(ada, 'mine.txt', 'original');
  const copy = (to: string) =>
    desk.post(pathOf(api.deskMachine.copyHost, { params: { class: group.id, learner: ada.id } }), { to });
  for (const to of [bob.id, ada.id]) expect((await copy(to)).status).toBe(404);
  expect((await copy(eve.id)).status).toBe(204);
  expect(readFileSync(path.join(lab.hosts.folder(eve.id), 'mine.txt'), 'utf8')).toBe('original');
  const actsOf = async (one: typeof ada) =>
    (await one.get(pathOf(api.ownClass.view), ClassView)).acts[0]?.what;
  expect(await actsOf(ada)).toBe('copied');
  expect(await actsOf(eve)).toBe('replaced');
});
