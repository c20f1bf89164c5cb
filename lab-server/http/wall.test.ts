import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { AuditEntry } from '../../protocol/desk/grades.ts';
import { type WallRow, WallScreen, wallEvents } from '../../protocol/desk/wall.ts';
import { answer, putFile } from '../testing/answers.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { follow } from '../testing/followed-events.ts';
import { startLab } from '../testing/lab.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';

async function start() {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass();
  const [ada, bob] = [await joinClass(lab, group.code, 'Ada'), await joinClass(lab, group.code, 'Bob')];
  const ofClass = { class: group.id };
  const wall = await follow(desk, pathOf(api.deskWall.wall, { params: ofClass }));
  /** Each learner's newest row. */
  const row = (name: string): WallRow | undefined =>
    wall.events
      .filter(({ event }) => event === 'rows')
      .flatMap(({ data }) => wallEvents.rows.parse(data))
      .findLast((one) => one.name === name);
  const shows = (name: string, what: (row: WallRow) => boolean) =>
    until(
      () => {
        const seen = row(name);
        return seen !== undefined && what(seen);
      },
      () => JSON.stringify(row(name)),
    );
  return { lab, desk, group, ada, bob, ofClass, wall, row, shows };
}

test('the wall begins with all learners, and follows what each of them does', async () => {
  const { ada, row, shows, wall } = await start();
  await until(() => row('Ada') !== undefined && row('Bob') !== undefined);
  expect(row('Ada')).toMatchObject({
    learner: ada.id,
    host: 'ready',
    online: false,
    hand: null,
    points: { earned: 0, possible: 15 },
    exercises: [],
    on: null,
    stuckSince: null,
    terminals: [],
    doing: null,
  });
  const page = await follow(ada);
  await shows('Ada', ({ online }) => online);
  await ada.post(pathOf(api.exercises.here, { params: { id: 'done' } }), undefined);
  await shows('Ada', ({ on }) => on === 'done');
  const terminal = new TerminalClient(ada, await ada.openTerminal());
  await shows('Ada', ({ terminals }) => terminals.length === 1);
  await terminal.shows('prompt> ');
  const before = new Date().toISOString();
  terminal.type('true\r');
  await shows('Ada', ({ activeAt }) => (activeAt ?? '') >= before);
  await ada.post(pathOf(api.ownClass.raiseHand), { about: 'Stuck' });
  await shows('Ada', ({ hand }) => hand?.about === 'Stuck');

  putFile(ada, 'word.txt', 'veth');
  const first = await answer(ada, 'word', { word: 'bridge' });
  await answer(ada, 'word', { word: 'tap' });
  await shows('Ada', ({ exercises }) => exercises[0]?.attempts === 2);
  expect(row('Ada')).toMatchObject({
    stuckSince: first.at,
    exercises: [{ id: 'word', status: 'incorrect' }],
  });
  await answer(ada, 'word', { word: 'veth' });
  await shows('Ada', ({ stuckSince }) => stuckSince === null);
  expect(row('Ada')).toMatchObject({
    points: { earned: 4, possible: 15 },
    exercises: [{ id: 'word', status: 'correct', points: 4, attempts: 3 }],
  });
  page.leave();
  await shows('Ada', ({ online }) => !online);
  const ofBob = wall.events.flatMap(({ event, data }) =>
    event === 'rows' ? wallEvents.rows.parse(data).filter(({ name }) => name === 'Bob') : [],
  );
  expect(ofBob).toHaveLength(1);
});

test('many changes at once come in one message', async () => {
  const { lab, ada, wall, shows } = await start();
  await until(() => wall.events.length > 0);
  const before = wall.events.length;
  for (let i = 0; i < 50; i++) lab.hosts.setStatus(ada.id, { state: 'resetting', progress: i / 50 });
  lab.hosts.setStatus(ada.id, { state: 'failed', reason: 'as a test says' });
  await shows('Ada', ({ host }) => host === 'failed');
  expect(wall.events.length - before).toBeLessThan(4);
});

test('the wall tells when marks, disputes and the audit log are to be read again', async () => {
  const { desk, ada, ofClass, wall } = await start();
  const told = (name: string) => wall.events.filter(({ event }) => event === name);
  await until(() => wall.events.length > 0);
  const { id } = await answer(ada, 'word', { word: 'bridge' });
  await until(() => told('marks').length === 1);
  const disputes = pathOf(api.exercises.dispute, { params: { id: 'word', attempt: id } });
  expect((await ada.post(disputes, { reason: 'It is one.' })).status).toBe(201);
  await until(() => told('marks').length === 2);
  expect(told('marks').map(({ data }) => data)).toEqual([[ada.id], [ada.id]]);
  expect(told('audit')).toEqual([]);
  const review = pathOf(api.deskGrades.review, { params: { ...ofClass, attempt: id } });
  await desk.post(review, { dispute: 'rejected', comment: 'It is not.' });
  await until(() => told('marks').length === 3 && told('audit').length === 1);
});

test('a learner who is removed leaves the wall, and a learner who joins comes onto it', async () => {
  const { lab, desk, group, bob, ofClass, wall, row } = await start();
  await desk.post(pathOf(api.deskLearners.change, { params: { ...ofClass, learner: bob.id } }), {
    state: 'removed',
  });
  await until(() =>
    wall.events.some(({ event, data }) => event === 'gone' && (data as string[])[0] === bob.id),
  );
  await joinClass(lab, group.code, 'Eve');
  await until(() => row('Eve') !== undefined);
});

test('thumbnails show what terminals show; those that changed come each second', async () => {
  const { desk, ada, bob, ofClass } = await start();
  const terminal = new TerminalClient(ada, await ada.openTerminal(40, 10));
  await terminal.shows('prompt> ');
  const { events } = await follow(desk, pathOf(api.deskWall.screens, { params: ofClass }));
  const screens = () => events.flatMap(({ data }) => z.array(WallScreen).parse(data));
  await until(() => screens().some(({ lines }) => lines[0] === 'prompt>'));
  terminal.type("printf '\\033[2J\\033[HTop of it'\r");
  await until(() => screens().some(({ lines }) => lines[0]?.startsWith('Top of it')));
  expect(screens().at(-1)).toMatchObject({ learner: ada.id, cols: 40, rows: 10 });
  expect(screens().at(-1)?.lines).toHaveLength(10);
  // Of a learner's terminals the wall shows the one that printed last.
  const second = new TerminalClient(ada, await ada.openTerminal(50, 5));
  await second.shows('prompt> ');
  await until(() => screens().at(-1)?.cols === 50);
  expect(screens().some(({ learner }) => learner === bob.id)).toBe(false);
});

test('a checkpoint makes the host anew and does the tasks there, and the wall says how far it is', async () => {
  const { lab, desk, ada, bob, ofClass, shows } = await start();
  writeFileSync(path.join(ada.folder, 'done.txt'), 'spoilt');
  const begun = await desk.post(pathOf(api.deskResets.checkpoint, { params: ofClass }), {
    learners: [ada.id],
    exercise: 'done',
  });
  expect(begun.status).toBe(202);
  await shows('Ada', ({ doing }) => doing === 'checkpoint: a fresh host');
  const again = await desk.post(pathOf(api.deskResets.checkpoint, { params: ofClass }), {
    learners: [ada.id, bob.id],
    exercise: 'word',
  });
  expect(await again.json()).toMatchObject({ learners: [bob.id], refused: [{ name: 'Ada' }] });
  lab.hosts.setStatus(ada.id, { state: 'ready' });
  await shows('Ada', ({ doing }) => doing === null);
  const page = await ada.post(pathOf(api.exercises.answer, { params: { id: 'done' } }), { answer: {} });
  expect(await page.json()).toMatchObject({ verdict: { status: 'correct' } });
  const trail = await desk.get(
    pathOf(api.deskClasses.audit, { params: ofClass }),
    z.object({ entries: z.array(AuditEntry) }),
  );
  expect(trail.entries).toContainEqual(
    expect.objectContaining({ action: 'host.checkpoint', learner: 'Ada', after: ['done'] }),
  );
});

test('an errand that fails says so on the wall', async () => {
  const { lab, desk, ada, ofClass, shows } = await start();
  await desk.post(pathOf(api.deskResets.checkpoint, { params: ofClass }), {
    learners: [ada.id],
    exercise: 'done',
  });
  await shows('Ada', ({ doing }) => doing === 'checkpoint: a fresh host');
  lab.hosts.setStatus(ada.id, { state: 'failed', reason: 'No memory is left.' });
  await shows('Ada', ({ doing }) => doing === 'failed: No memory is left.');
});
