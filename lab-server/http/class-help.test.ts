import { expect, test } from 'vitest';
import { z } from 'zod';
import { ClassView, Message } from '../../protocol/class.ts';
import { Live } from '../../protocol/desk/class.ts';
import { OpenedHints } from '../../protocol/exercise.ts';
import { exerciseOf } from '../testing/answers.ts';
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
  const below = `/api/desk/classes/${group.id}`;
  /** The last view of the class that Ada's page heard of. */
  const page = await follow(ada);
  const view = () => ClassView.parse(page.events.findLast(({ event }) => event === 'class')?.data);
  const sees = (what: (view: ClassView) => boolean) =>
    until(() => page.events.some(({ event, data }) => event === 'class' && what(ClassView.parse(data))));
  return { lab, desk, group, ada, below, ofAda: `${below}/learners/${ada.id}`, view, sees };
}

test('who studies alone has no class, and no hand to raise', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  await problemOf(await ada.fetch('/api/class'), 'no-class');
  await problemOf(await ada.post('/api/hand', {}), 'no-class');
});

test('a raised hand is in the view until it is lowered, by either side, and keeps its place', async () => {
  const { desk, ada, ofAda, view, sees } = await start();
  expect((await ada.post('/api/hand', {})).status).toBe(201);
  await sees(({ hand }) => hand !== null);
  const { raisedAt } = view().hand ?? {};
  await ada.post('/api/hand', { about: 'The bridge' });
  await sees(({ hand }) => hand?.about === 'The bridge');
  expect(view().hand?.raisedAt).toBe(raisedAt);
  expect((await desk.delete(`${ofAda}/hand`)).status).toBe(204);
  await until(() => view().hand === null);
});

test('a message reaches those it is for, with a command they may run, and no others', async () => {
  const { lab, desk, group, ada, below, sees } = await start();
  const bob = await joinClass(lab, group.code, 'Bob');
  const message = { to: [ada.id], text: 'Look at the bridge', command: 'ip -br link' };
  expect(await desk.done(`${below}/messages`, message, Message)).toMatchObject({
    from: 'Operator',
    toAll: false,
  });
  await desk.done(`${below}/messages`, { to: 'all', text: 'Five minutes left' }, Message);
  await sees(({ messages }) => messages.length === 2);
  const [newest, older] = (await ada.get('/api/class', ClassView)).messages;
  expect(newest).toMatchObject({ text: 'Five minutes left', command: null, toAll: true });
  expect(older).toMatchObject({ text: 'Look at the bridge', command: 'ip -br link' });
  expect((await bob.get('/api/class', ClassView)).messages).toHaveLength(1);
  const sent = z.object({ messages: z.array(z.object({ to: z.array(z.string()) })) });
  expect((await desk.get(`${below}/messages`, sent)).messages.map(({ to }) => to)).toEqual([[], ['Ada']]);
  await problemOf(
    await desk.post(`${below}/messages`, { ...message, to: ['l000000000000'] }),
    'unknown-learner',
  );
  expect((await desk.post(`${below}/messages`, { ...message, command: 'ls\nrm -r /' })).status).toBe(422);
});

test('eyes front: nothing typed reaches a terminal of the class until it goes on', async () => {
  const { lab, desk, ada, below, sees } = await start();
  const alone = await join(lab, 'Alone');
  const [terminal, other] = [
    new TerminalClient(ada, await ada.openTerminal()),
    new TerminalClient(alone, await alone.openTerminal()),
  ];
  await terminal.shows('prompt> ');
  await other.shows('prompt> ');
  await desk.done(`${below}/live`, { paused: true }, Live);
  await sees(({ paused }) => paused);
  terminal.type('echo held-back\r');
  await terminal.roundTrip();
  other.type('echo un$((1))touched\r');
  await other.shows('un1touched');
  await desk.done(`${below}/live`, { paused: false }, Live);
  terminal.type('echo go$((1))on\r');
  await terminal.shows('go1on');
  expect(terminal.text).not.toContain('held-back');
});

test('a timer runs, is extended, and ends', async () => {
  const { desk, below, view, sees } = await start();
  const { timer } = await desk.done(`${below}/live`, { timer: { label: 'Part 1', seconds: 60 } }, Live);
  expect(Date.parse(timer?.endsAt ?? '') - Date.parse(timer?.startedAt ?? '')).toBe(60_000);
  const longer = await desk.done(`${below}/live`, { extend: 30 }, Live);
  expect(Date.parse(longer.timer?.endsAt ?? '') - Date.parse(timer?.startedAt ?? '')).toBe(90_000);
  await sees((seen) => seen.timer?.endsAt === longer.timer?.endsAt);
  await desk.done(`${below}/live`, { timer: null }, Live);
  await until(() => view().timer === null);
});

test('a hint that was given is open and takes nothing', async () => {
  const { desk, ada, ofAda } = await start();
  await ada.post('/api/exercises/word/hints', undefined);
  const hints = await desk.done(`${ofAda}/hints`, { exercise: 'word' }, OpenedHints);
  expect(hints.opened).toHaveLength(2);
  const { lab } = ada;
  expect(lab.stores.hints.count(ada.id, 'word')).toEqual({ opened: 2, given: 1 });
  await desk.done(`${ofAda}/hints`, { exercise: 'word' }, OpenedHints);
  expect(lab.stores.hints.count(ada.id, 'word')).toEqual({ opened: 2, given: 1 });
  expect((await exerciseOf(ada, 'word'))?.hints.opened).toHaveLength(2);
});

test('an instructor looks at a terminal, which its learner knows, and types only with consent', async () => {
  const { desk, ada, ofAda, view, sees } = await start();
  const id = await ada.openTerminal(90, 30);
  const own = new TerminalClient(ada, id);
  await own.shows('prompt> ');
  const watching = new TerminalClient(desk, id, { below: ofAda });
  await watching.shows('prompt> ');
  expect(watching.said).toContainEqual({ type: 'size', cols: 90, rows: 30 });
  await sees(({ watched }) => watched.some(({ terminal, by }) => terminal === id && by === 'Operator'));

  watching.say({ type: 'resize', cols: 40, rows: 10 });
  watching.type('echo not-allowed\r');
  await watching.roundTrip();
  own.type('echo its $((40+2))\r');
  await watching.shows('its 42');
  expect(own.text).not.toContain('not-allowed');

  expect((await desk.post(`${ofAda}/control`, { terminal: id })).status).toBe(202);
  await sees(({ control }) => control?.state === 'asked');
  watching.type('echo not-yet\r');
  await watching.roundTrip();
  expect((await ada.post('/api/control', { allow: true })).status).toBe(204);
  await sees(({ control }) => control?.state === 'granted');
  watching.type('echo by $((40+3))\r');
  await own.shows('by 43');
  expect(own.text).not.toContain('not-yet');

  own.say({ type: 'resize', cols: 100, rows: 20 });
  await until(() => watching.said.some((said) => said.type === 'size' && said.cols === 100));
  expect((await ada.fetch('/api/control', { method: 'DELETE' })).status).toBe(204);
  await until(() => view().control === null);
  watching.type('echo too-late\r');
  await watching.roundTrip();
  watching.socket.close();
  await until(() => view().watched.length === 0);
  expect(own.text).not.toContain('too-late');
});

test('who says no, and who is not asked, lets nobody in; leaving ends what was granted', async () => {
  const { desk, ada, ofAda, view, sees } = await start();
  const id = await ada.openTerminal();
  const watching = new TerminalClient(desk, id, { below: ofAda });
  await watching.shows('prompt> ');
  await ada.post('/api/control', { allow: true });
  await desk.post(`${ofAda}/control`, { terminal: id });
  await ada.post('/api/control', { allow: false });
  await sees(({ control }) => control?.state === 'asked');
  await until(() => view().control === null);
  await desk.post(`${ofAda}/control`, { terminal: id });
  await ada.post('/api/control', { allow: true });
  await sees(({ control }) => control?.state === 'granted');
  watching.socket.close();
  await until(() => view().control === null);
  await problemOf(await desk.post(`${ofAda}/control`, { terminal: 'no-such-one' }), 'unknown-terminal');
});

test('the terminals of a class that does not record are not recorded', async () => {
  const { desk, group, ada } = await start();
  const recorded = z.object({ recorded: z.boolean() });
  expect(await ada.get('/api/terminals', recorded)).toEqual({ recorded: true });
  await desk.set(group, { recordings: { on: false, keepDays: null } });
  expect(await ada.get('/api/terminals', recorded)).toEqual({ recorded: false });
  await ada.openTerminal();
  const list = z.object({ on: z.boolean(), recordings: z.array(z.unknown()) });
  expect(await ada.get('/api/recordings', list)).toEqual({ on: false, recordings: [] });
});
