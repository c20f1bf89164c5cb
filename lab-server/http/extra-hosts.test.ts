import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import type { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { ClassView } from '../../protocol/class.ts';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { Machine } from '../../protocol/desk/instructor.ts';
import { InstructorHost, InstructorHostNow } from '../../protocol/desk/instructor-host.ts';
import { SecondHost } from '../../protocol/host.ts';
import { secondOf } from '../../protocol/host-owner.ts';
import { closeCode, TerminalCreated, TerminalList } from '../../protocol/terminal.ts';
import { answer, putFile } from '../testing/answers.ts';
import { type DeskClient, joinClass, signIn } from '../testing/desk-client.ts';
import { follow } from '../testing/followed-events.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';

const SECOND = pathOf(api.host.second);
const OWN = pathOf(api.deskHost.own);
const SIZE = { cols: 80, rows: 24 };
const HOUR = 3_600_000;

const onSecond = (learner: LearnerClient, id: string, host = 'second') =>
  new TerminalClient(learner, id, {
    at: pathOf(api.terminals.window, { params: { id }, query: { host } }),
  });

async function openOnSecond(learner: LearnerClient): Promise<string> {
  const opened = await learner.post(pathOf(api.terminals.open), { ...SIZE, host: 'second' });
  return TerminalCreated.parse(await opened.json()).id;
}

const openOwnTerminal = async (desk: DeskClient) =>
  (await desk.done(pathOf(api.deskHost.openTerminal), SIZE, TerminalCreated)).id;

const ownWindow = (
  lab: Lab,
  { cookie }: DeskClient,
  id: string,
  at = pathOf(api.deskHost.window, { params: { id } }),
) => new TerminalClient({ lab, cookie }, id, { at });

/** Takes an instructor into the class, or out of it. */
async function takeIn(lab: Lab, by: DeskClient, group: ClassDetail, name: string, member: boolean) {
  const set = pathOf(api.deskClasses.setInstructor, { params: { class: group.id } });
  const instructor = lab.stores.instructors.named(name)?.id;
  expect((await by.post(set, { instructor, member })).status).toBe(200);
}

async function auditOf(desk: DeskClient, group: ClassDetail): Promise<string> {
  return (await desk.fetch(pathOf(api.deskClasses.audit, { params: { class: group.id } }))).text();
}

const exam = () => ({
  from: new Date(Date.now() - HOUR).toISOString(),
  until: new Date(Date.now() + HOUR).toISOString(),
  attempts: null,
  released: false,
});

async function start() {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass();
  const ada = await joinClass(lab, group.code, 'Ada');
  const bob = await joinClass(lab, group.code, 'Bob');
  return { lab, desk, group, ada, bob, me: lab.stores.instructors.list()[0]?.id ?? '' };
}

const secondState = async (learner: LearnerClient) => (await learner.get(SECOND, SecondHost)).second?.state;
const ownHost = async (desk: DeskClient) => (await desk.get(OWN, InstructorHostNow)).host;

const memberPath = (
  route: typeof api.deskHost.make | typeof api.deskHost.give,
  group: ClassDetail,
  learner: LearnerClient,
) => pathOf(route, { params: { class: group.id, learner: learner.id } });

/** Gets the instructor a host, and has it be ready. */
async function make(
  { lab, desk, group, me }: { lab: Lab; desk: DeskClient; group: ClassDetail; me: string },
  learner: LearnerClient,
  kind: 'copy' | 'fresh',
): Promise<z.infer<typeof InstructorHost>> {
  const made = await desk.done(memberPath(api.deskHost.make, group, learner), { kind }, InstructorHost);
  lab.hosts.setStatus(me, { state: 'ready' });
  return made;
}

test('a learner gets a second host, opens terminals on either, and throws it away', async () => {
  const { lab, ada } = await start();
  expect(await secondState(ada)).toBeUndefined();
  const begun = await ada.post(SECOND, {});
  expect(begun.status).toBe(202);
  expect(SecondHost.parse(await begun.json()).second?.state).toBe('ready');
  const first = await ada.openTerminal();
  const opened = await ada.post(pathOf(api.terminals.open), { ...SIZE, host: 'second' });
  const { id } = TerminalCreated.parse(await opened.json());
  const { terminals } = await ada.get(pathOf(api.terminals.list), TerminalList);
  expect(terminals.map((one) => [one.id, one.host])).toEqual([
    [first, 'own'],
    [id, 'second'],
  ]);
  const window = onSecond(ada, id);
  await window.shows('prompt> ');
  window.type('cd; pwd\n');
  await window.shows(lab.hosts.folder(secondOf(ada.id)));
  const { events } = await follow(ada);
  expect((await ada.fetch(SECOND, { method: 'DELETE' })).status).toBe(204);
  await window.closed;
  await until(() => events.some(({ event, data }) => event === 'second' && data === null));
  expect(await secondState(ada)).toBeUndefined();
  expect((await ada.get(pathOf(api.terminals.list), TerminalList)).terminals.map((one) => one.id)).toEqual([
    first,
  ]);
});

test('a terminal on a second host is not recorded, not on the wall, and no instructor’s to look at', async () => {
  const { lab, desk, group, ada } = await start();
  await ada.post(SECOND, {});
  const id = await openOnSecond(ada);
  const own = await ada.openTerminal();
  const shelf = await ada.fetch(pathOf(api.recordings.list));
  expect(await shelf.text()).not.toContain(id);
  const wall = await follow(desk, pathOf(api.deskWall.wall, { params: { class: group.id } }));
  await until(() => JSON.stringify(wall.events).includes(own));
  expect(JSON.stringify(wall.events)).not.toContain(id);
  const of = { class: group.id, learner: ada.id };
  for (const more of ['', '?host=second']) {
    const at = `${pathOf(api.terminals.deskWindow, { params: { ...of, id } })}${more}`;
    expect((await new TerminalClient({ lab, cookie: desk.cookie }, id, { at }).closed).code).toBe(
      closeCode.gone,
    );
  }
  // A checker looks at the first host, whatever is on the second.
  writeFileSync(path.join(lab.hosts.folder(secondOf(ada.id)), 'word.txt'), 'veth');
  expect((await answer(ada, 'word', { word: 'veth' })).verdict.status).not.toBe('correct');
  expect(lab.hosts.usedBy).toEqual([ada.id]);
});

test('a second host is its learner’s alone', async () => {
  const { ada, bob } = await start();
  await ada.post(SECOND, {});
  const id = await openOnSecond(ada);
  await bob.post(SECOND, {});
  for (const host of ['own', 'second']) {
    const window = onSecond(bob, id, host);
    expect((await window.closed).code).toBe(closeCode.gone);
  }
  expect((await onSecond(ada, id, 'own').closed).code).toBe(closeCode.gone);
  expect((await bob.fetch(pathOf(api.terminals.end, { params: { id } }), { method: 'DELETE' })).status).toBe(
    404,
  );
  expect((await bob.fetch(SECOND, { method: 'DELETE' })).status).toBe(204);
  expect(await secondState(ada)).toBe('ready');
  const stranger = { ...bob, cookie: '', lab: bob.lab };
  const refused = new TerminalClient(stranger, id, {
    at: pathOf(api.terminals.window, { params: { id }, query: { host: 'second' } }),
  });
  const [, answered] = await once(refused.socket, 'unexpected-response');
  expect(answered.statusCode).toBe(401);
});

test('eyes front holds what is typed on a second host, too', async () => {
  const { desk, group, ada } = await start();
  await ada.post(SECOND, {});
  const window = onSecond(ada, await openOnSecond(ada));
  await window.shows('prompt> ');
  const live = pathOf(api.deskClasses.live, { params: { class: group.id } });
  await desk.post(live, { paused: true });
  window.type('echo held-$((40 + 2))\n');
  await window.roundTrip();
  expect(window.text).not.toContain('held');
  await desk.post(live, { paused: false });
  await window.shows('held-42');
});

test('there is no second host in an exam, and one that there is ends when it begins', async () => {
  const { lab, desk, group, ada, bob } = await start();
  await ada.post(SECOND, {});
  const window = onSecond(ada, await openOnSecond(ada));
  await window.shows('prompt> ');
  await desk.set(group, { exam: exam() });
  await window.closed;
  await until(() => lab.hosts.status(secondOf(ada.id)) === undefined);
  expect(lab.hosts.status(ada.id)?.state).toBe('ready');
  for (const one of [ada, bob]) await problemOf(await one.post(SECOND, {}), 'not-in-exam');
  const opened = await ada.post(pathOf(api.terminals.open), { ...SIZE, host: 'second' });
  await problemOf(opened, 'not-in-exam');
});

test('whoever comes into a class that sits an exam loses the second host', async () => {
  const { lab, desk, group, ada } = await start();
  const other = await desk.newClass('Others', { exam: exam() });
  await ada.post(SECOND, {});
  await desk.post(pathOf(api.deskLearners.change, { params: { class: group.id, learner: ada.id } }), {
    class: other.id,
  });
  await until(() => lab.hosts.status(secondOf(ada.id)) === undefined);
});

test('an instructor opens a copy of a learner’s host, works on it, and throws it away; nothing of it is the learner’s', async () => {
  const all = await start();
  const { lab, desk, group, ada, me } = all;
  expect(await ownHost(desk)).toBeNull();
  putFile(ada, 'mine.txt', 'original');
  const window = new TerminalClient(ada, await ada.openTerminal());
  await window.shows('prompt> ');
  const made = await make(all, ada, 'copy');
  expect(made).toMatchObject({
    kind: 'copy',
    learner: { id: ada.id, name: 'Ada' },
    class: { id: group.id },
    terminals: [],
  });
  const id = await openOwnTerminal(desk);
  const own = ownWindow(lab, desk, id);
  await own.shows('prompt> ');
  own.type('cd; cat mine.txt; echo changed > mine.txt; echo done-$((40 + 2))\n');
  await own.shows('original');
  await own.shows('done-42');
  expect(readFileSync(path.join(lab.hosts.folder(ada.id), 'mine.txt'), 'utf8')).toBe('original');
  expect((await ownHost(desk))?.terminals).toEqual([id]);
  expect(lab.hosts.folder(me)).not.toBe(lab.hosts.folder(ada.id));
  // They notice nothing: their terminal goes on, and they are told of nothing.
  expect(window.socket.readyState).toBe(WebSocket.OPEN);
  expect((await ada.get(pathOf(api.ownClass.view), ClassView)).acts).toEqual([]);
  expect(await auditOf(desk, group)).toContain('host.mine-copy');
  const { used } = (await desk.get(pathOf(api.deskMachine.machine), Machine)).hosts;
  expect(used.find(({ kind }) => kind === 'instructors')).toMatchObject({
    learner: me,
    name: 'Operator',
    mine: false,
  });
  expect((await desk.delete(OWN)).status).toBe(204);
  await own.closed;
  expect(await ownHost(desk)).toBeNull();
});

test('a second copy takes the place of the first, and one that cannot be made leaves the first', async () => {
  const all = await start();
  const { lab, desk, group, ada, bob } = all;
  await make(all, ada, 'copy');
  lab.hosts.setStatus(bob.id, { state: 'resetting' });
  await problemOf(
    await desk.post(memberPath(api.deskHost.make, group, bob), { kind: 'copy' }),
    'host-not-ready',
  );
  expect((await ownHost(desk))?.learner.name).toBe('Ada');
  lab.hosts.setStatus(bob.id, {});
  await make(all, bob, 'copy');
  expect((await ownHost(desk))?.learner.name).toBe('Bob');
});

test('an instructor gives a learner a host that they have prepared; the learner is told by whom', async () => {
  const all = await start();
  const { lab, desk, group, ada, bob, me } = all;
  const give = memberPath(api.deskHost.give, group, bob);
  await problemOf(await desk.post(give), 'no-own-host');
  lab.hosts.setStatus(ada.id, { seed: 'lesson-2' });
  await make(all, ada, 'fresh');
  expect(existsSync(path.join(lab.hosts.folder(me), 'prepared.txt'))).toBe(false);
  writeFileSync(path.join(lab.hosts.folder(me), 'prepared.txt'), 'for you');
  expect((await desk.post(give)).status).toBe(204);
  expect(readFileSync(path.join(lab.hosts.folder(bob.id), 'prepared.txt'), 'utf8')).toBe('for you');
  const [act] = (await bob.get(pathOf(api.ownClass.view), ClassView)).acts;
  expect(act).toMatchObject({ what: 'given', by: 'Operator' });
  expect((await ada.get(pathOf(api.ownClass.view), ClassView)).acts).toEqual([]);
  expect(await auditOf(desk, group)).toContain('host.give');
  // It is still the instructor's, and only for that class.
  const others = await desk.newClass('Others');
  const eve = await joinClass(lab, others.code, 'Eve');
  await problemOf(await desk.post(memberPath(api.deskHost.give, others, eve)), 'no-own-host');
});

test('an instructor’s host is theirs alone', async () => {
  const all = await start();
  const { lab, desk, group, ada } = all;
  await make(all, ada, 'copy');
  const id = await openOwnTerminal(desk);
  const colleague = await signIn(lab, 'Grace');
  await takeIn(lab, desk, group, 'Grace', true);
  expect(await ownHost(colleague)).toBeNull();
  await problemOf(await colleague.post(pathOf(api.deskHost.openTerminal), SIZE), 'no-own-host');
  await problemOf(await colleague.fetch(pathOf(api.deskHost.followMap)), 'no-own-host');
  expect((await ownWindow(lab, colleague, id).closed).code).toBe(closeCode.gone);
  expect(
    (await ownWindow(lab, desk, id, pathOf(api.terminals.window, { params: { id } })).closed).code,
  ).not.toBe(1000);
  const asLearner = new TerminalClient(ada, id);
  expect((await asLearner.closed).code).toBe(closeCode.gone);
  expect((await colleague.delete(OWN)).status).toBe(204);
  expect((await ownHost(desk))?.terminals).toEqual([id]);
});

test.each<[string, (all: Awaited<ReturnType<typeof start>>) => Promise<unknown>]>([
  [
    'the instructor is no more of the class',
    async ({ lab, desk, group }) => {
      const grace = await signIn(lab, 'Grace');
      await takeIn(lab, desk, group, 'Grace', true);
      await takeIn(lab, grace, group, 'Operator', false);
    },
  ],
  [
    'the learner is erased',
    async ({ desk, group, ada }) => {
      const erase = pathOf(api.deskLearners.erase, {
        params: { class: group.id, learner: ada.id },
        query: { name: 'Ada' },
      });
      expect((await desk.delete(erase)).status).toBe(200);
    },
  ],
  [
    'the learner goes to another class',
    async ({ desk, group, ada }) => {
      const others = await desk.newClass('Others');
      const change = pathOf(api.deskLearners.change, { params: { class: group.id, learner: ada.id } });
      expect((await desk.post(change, { class: others.id })).status).toBe(200);
    },
  ],
])('a copy ends, and its terminals with it, when %s', async (_, happens) => {
  const all = await start();
  const { lab, desk, ada, me } = all;
  await make(all, ada, 'copy');
  const window = ownWindow(lab, desk, await openOwnTerminal(desk));
  await window.shows('prompt> ');
  await happens(all);
  await window.closed;
  await until(() => lab.hosts.status(me) === undefined);
  expect(await ownHost(desk)).toBeNull();
});

test('who signs out at the desk loses the terminal of their host, and has the host again when they come back', async () => {
  const all = await start();
  const { lab, desk, ada } = all;
  await make(all, ada, 'copy');
  const window = ownWindow(lab, desk, await openOwnTerminal(desk));
  await window.shows('prompt> ');
  await desk.post(pathOf(api.deskAccount.signOut));
  expect((await window.closed).code).toBe(closeCode.revoked);
  const again = await signIn(lab);
  expect((await ownHost(again))?.learner.name).toBe('Ada');
});
