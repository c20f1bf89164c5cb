import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { ClassView, Message } from '../../protocol/class.ts';
import { Live } from '../../protocol/desk/class.ts';
import { ResetReport } from '../../protocol/desk/reset.ts';
import { OpenedHints } from '../../protocol/exercise.ts';
import { answer, exerciseOf, putFile } from '../testing/answers.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { follow } from '../testing/followed-events.ts';
import { startLab } from '../testing/lab.ts';
import { join, problemOf } from '../testing/learner-client.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';

async function start() {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass();
  const ada = await joinClass(lab, group.code, 'Ada');
  const ofClass = { class: group.id };
  /** The last view of the class that Ada's page received. */
  const page = await follow(ada);
  const view = () => ClassView.parse(page.events.findLast(({ event }) => event === 'class')?.data);
  const sees = (what: (view: ClassView) => boolean) =>
    until(() => page.events.some(({ event, data }) => event === 'class' && what(ClassView.parse(data))));
  return { lab, desk, group, ada, ofClass, ofAda: { ...ofClass, learner: ada.id }, view, sees };
}

test('a learner who studies alone has no class, and no hand to raise', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  await problemOf(await ada.fetch(pathOf(api.ownClass.view)), 'no-class');
  await problemOf(await ada.post(pathOf(api.ownClass.raiseHand), {}), 'no-class');
});

test('a raised hand is in the view until it is lowered, by either side, and keeps its place', async () => {
  const { desk, ada, ofAda, view, sees } = await start();
  expect((await ada.post(pathOf(api.ownClass.raiseHand), {})).status).toBe(201);
  await sees(({ hand }) => hand !== null);
  const { raisedAt } = view().hand ?? {};
  await ada.post(pathOf(api.ownClass.raiseHand), { about: 'The bridge' });
  await sees(({ hand }) => hand?.about === 'The bridge');
  expect(view().hand?.raisedAt).toBe(raisedAt);
  expect((await desk.delete(pathOf(api.deskWall.lowerHand, { params: ofAda }))).status).toBe(204);
  await until(() => view().hand === null);
});

test('a message reaches the learners it is for, with a command they may run, and nobody else', async () => {
  const { lab, desk, group, ada, ofClass, sees } = await start();
  const bob = await joinClass(lab, group.code, 'Bob');
  const message = { to: [ada.id], text: 'Look at the bridge', command: 'ip -br link' };
  expect(
    await desk.done(pathOf(api.deskWall.sendMessage, { params: ofClass }), message, Message),
  ).toMatchObject({
    from: 'Operator',
    toAll: false,
  });
  await desk.done(
    pathOf(api.deskWall.sendMessage, { params: ofClass }),
    { to: 'all', text: 'Five minutes left' },
    Message,
  );
  await sees(({ messages }) => messages.length === 2);
  const [newest, older] = (await ada.get(pathOf(api.ownClass.view), ClassView)).messages;
  expect(newest).toMatchObject({ text: 'Five minutes left', command: null, toAll: true });
  expect(older).toMatchObject({ text: 'Look at the bridge', command: 'ip -br link' });
  expect((await bob.get(pathOf(api.ownClass.view), ClassView)).messages).toHaveLength(1);
  const sent = z.object({ messages: z.array(z.object({ to: z.array(z.string()) })) });
  expect(
    (await desk.get(pathOf(api.deskWall.messages, { params: ofClass }), sent)).messages.map(({ to }) => to),
  ).toEqual([[], ['Ada']]);
  await problemOf(
    await desk.post(pathOf(api.deskWall.sendMessage, { params: ofClass }), {
      ...message,
      to: ['l000000000000'],
    }),
    'unknown-learner',
  );
  expect(
    (
      await desk.post(pathOf(api.deskWall.sendMessage, { params: ofClass }), {
        ...message,
        command: 'ls\nrm -r /',
      })
    ).status,
  ).toBe(422);
});

test('what an instructor does to a lab is in the view at once, with the time until which it can be taken back', async () => {
  const { desk, ada, ofClass, ofAda, view, sees } = await start();
  putFile(ada, 'word.txt', 'veth');
  await answer(ada, 'word', { word: 'bridge' });
  await desk.post(pathOf(api.deskWall.giveHint, { params: ofAda }), { exercise: 'word' });
  await sees(({ acts }) => acts[0]?.what === 'hint');
  const given = { exercise: 'word', points: 2, comment: 'Found with help' };
  await desk.post(pathOf(api.deskGrades.override, { params: ofAda }), given);
  await sees(({ acts }) => acts[0]?.what === 'override');
  expect(view().acts[0]).toMatchObject({
    by: 'Operator',
    exercise: { id: 'word' },
    points: 2,
    comment: 'Found with help',
    gone: null,
  });
  const reset = { learners: [ada.id], what: ['host', 'attempts'] };
  const { id } = await desk.done(pathOf(api.deskResets.reset, { params: ofClass }), reset, ResetReport);
  await sees(({ acts }) => acts[0]?.what === 'reset');
  expect(view().acts[0]).toMatchObject({ gone: { host: true, attempts: 1 }, undoUntil: expect.any(String) });
  await desk.post(pathOf(api.deskResets.undo, { params: { ...ofClass, reset: id ?? 0 } }), {});
  await sees(({ acts }) => acts[0]?.what === 'undone');
  expect(view().acts.map(({ what, undoUntil }) => [what, undoUntil])).toEqual([
    ['undone', null],
    ['reset', null],
    ['override', null],
    ['hint', null],
  ]);
});

test('eyes front: what is typed reaches a terminal of the class when it goes on, in order and no sooner', async () => {
  const { lab, desk, ada, ofClass, sees } = await start();
  const alone = await join(lab, 'Alone');
  const [terminal, other] = [
    new TerminalClient(ada, await ada.openTerminal()),
    new TerminalClient(alone, await alone.openTerminal()),
  ];
  await terminal.shows('prompt> ');
  await other.shows('prompt> ');
  await desk.done(pathOf(api.deskClasses.live, { params: ofClass }), { paused: true }, Live);
  await sees(({ paused }) => paused);
  terminal.type('echo held');
  terminal.type('-$((1))-back\r');
  await terminal.roundTrip();
  other.type('echo un$((1))touched\r');
  await other.shows('un1touched');
  expect(terminal.text).not.toContain('held');
  await desk.done(pathOf(api.deskClasses.live, { params: ofClass }), { paused: false }, Live);
  await terminal.shows('held-1-back');
  terminal.type('echo go$((1))on\r');
  await terminal.shows('go1on');
});

test('a timer runs, is extended, and ends', async () => {
  const { desk, ofClass, view, sees } = await start();
  const { timer } = await desk.done(
    pathOf(api.deskClasses.live, { params: ofClass }),
    { timer: { label: 'Part 1', seconds: 60 } },
    Live,
  );
  expect(Date.parse(timer?.endsAt ?? '') - Date.parse(timer?.startedAt ?? '')).toBe(60_000);
  const longer = await desk.done(pathOf(api.deskClasses.live, { params: ofClass }), { extend: 30 }, Live);
  expect(Date.parse(longer.timer?.endsAt ?? '') - Date.parse(timer?.startedAt ?? '')).toBe(90_000);
  await sees((seen) => seen.timer?.endsAt === longer.timer?.endsAt);
  await desk.done(pathOf(api.deskClasses.live, { params: ofClass }), { timer: null }, Live);
  await until(() => view().timer === null);
});

test('a hint that an instructor gave is open and costs nothing', async () => {
  const { desk, ada, ofAda } = await start();
  await ada.post(pathOf(api.exercises.openHint, { params: { id: 'word' } }), undefined);
  const hints = await desk.done(
    pathOf(api.deskWall.giveHint, { params: ofAda }),
    { exercise: 'word' },
    OpenedHints,
  );
  expect(hints.opened).toHaveLength(2);
  const { lab } = ada;
  expect(lab.stores.hints.count(ada.id, 'word')).toEqual({ opened: 2, given: 1 });
  await desk.done(pathOf(api.deskWall.giveHint, { params: ofAda }), { exercise: 'word' }, OpenedHints);
  expect(lab.stores.hints.count(ada.id, 'word')).toEqual({ opened: 2, given: 1 });
  expect((await exerciseOf(ada, 'word'))?.hints.opened).toHaveLength(2);
});

test('an instructor may look at a terminal, and its learner is told; typing takes consent', async () => {
  const { desk, ada, ofAda, view, sees } = await start();
  const id = await ada.openTerminal(90, 30);
  const own = new TerminalClient(ada, id);
  await own.shows('prompt> ');
  const watching = new TerminalClient(desk, id, { of: ofAda });
  await watching.shows('prompt> ');
  expect(watching.said).toContainEqual({ type: 'size', cols: 90, rows: 30 });
  await sees(({ watched }) => watched.some(({ terminal, by }) => terminal === id && by === 'Operator'));

  watching.say({ type: 'resize', cols: 40, rows: 10 });
  watching.type('echo not-allowed\r');
  await watching.roundTrip();
  own.type('echo its $((40+2))\r');
  await watching.shows('its 42');
  expect(own.text).not.toContain('not-allowed');

  expect((await desk.post(pathOf(api.deskWall.askControl, { params: ofAda }), { terminal: id })).status).toBe(
    202,
  );
  await sees(({ control }) => control?.state === 'asked');
  watching.type('echo not-yet\r');
  await watching.roundTrip();
  expect((await ada.post(pathOf(api.ownClass.answerControl), { allow: true })).status).toBe(204);
  await sees(({ control }) => control?.state === 'granted');
  watching.type('echo by $((40+3))\r');
  await own.shows('by 43');
  expect(own.text).not.toContain('not-yet');

  own.say({ type: 'resize', cols: 100, rows: 20 });
  await until(() => watching.said.some((said) => said.type === 'size' && said.cols === 100));
  expect((await ada.fetch(pathOf(api.ownClass.endControl), { method: 'DELETE' })).status).toBe(204);
  await until(() => view().control === null);
  watching.type('echo too-late\r');
  await watching.roundTrip();
  watching.socket.close();
  await until(() => view().watched.length === 0);
  expect(own.text).not.toContain('too-late');
});

test('a learner who says no, or is not asked, lets nobody in; when the instructor leaves, consent ends', async () => {
  const { desk, ada, ofAda, view, sees } = await start();
  const id = await ada.openTerminal();
  const watching = new TerminalClient(desk, id, { of: ofAda });
  await watching.shows('prompt> ');
  await ada.post(pathOf(api.ownClass.answerControl), { allow: true });
  await desk.post(pathOf(api.deskWall.askControl, { params: ofAda }), { terminal: id });
  await ada.post(pathOf(api.ownClass.answerControl), { allow: false });
  await sees(({ control }) => control?.state === 'asked');
  await until(() => view().control === null);
  await desk.post(pathOf(api.deskWall.askControl, { params: ofAda }), { terminal: id });
  await ada.post(pathOf(api.ownClass.answerControl), { allow: true });
  await sees(({ control }) => control?.state === 'granted');
  watching.socket.close();
  await until(() => view().control === null);
  await problemOf(
    await desk.post(pathOf(api.deskWall.askControl, { params: ofAda }), { terminal: 'no-such-one' }),
    'unknown-terminal',
  );
});

test('the terminals of a class that does not record are not recorded', async () => {
  const { desk, group, ada } = await start();
  const recorded = z.object({ recorded: z.boolean() });
  expect(await ada.get(pathOf(api.terminals.list), recorded)).toEqual({ recorded: true });
  await desk.set(group, { recordings: { on: false, keepDays: null } });
  expect(await ada.get(pathOf(api.terminals.list), recorded)).toEqual({ recorded: false });
  await ada.openTerminal();
  const list = z.object({ on: z.boolean(), recordings: z.array(z.unknown()) });
  expect(await ada.get(pathOf(api.recordings.list), list)).toEqual({ on: false, recordings: [] });
});
