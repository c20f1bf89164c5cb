import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
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
  const below = `/api/desk/classes/${group.id}`;
  const wall = await follow(desk, `${below}/wall`);
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
  return { lab, desk, group, ada, bob, below, wall, row, shows };
}

test('the wall begins with everybody, and follows what each does', async () => {
  const { ada, row, shows, wall } = await start();
  await until(() => row('Ada') !== undefined && row('Bob') !== undefined);
  expect(row('Ada')).toMatchObject({
    learner: ada.id,
    host: 'ready',
    online: false,
    hand: null,
    points: { earned: 0, possible: 15 },
    exercises: [],
    stuckSince: null,
    terminals: [],
    doing: null,
  });
  const page = await follow(ada);
  await shows('Ada', ({ online }) => online);
  const terminal = new TerminalClient(ada, await ada.openTerminal());
  await shows('Ada', ({ terminals }) => terminals.length === 1);
  await terminal.shows('prompt> ');
  const before = new Date().toISOString();
  terminal.type('true\r');
  await shows('Ada', ({ activeAt }) => (activeAt ?? '') >= before);
  await ada.post('/api/hand', { about: 'Stuck' });
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

test('many changes at once come together', async () => {
  const { lab, ada, wall, shows } = await start();
  await until(() => wall.events.length > 0);
  const before = wall.events.length;
  for (let i = 0; i < 50; i++) lab.hosts.setStatus(ada.id, { state: 'resetting', progress: i / 50 });
  lab.hosts.setStatus(ada.id, { state: 'failed', reason: 'as a test says' });
  await shows('Ada', ({ host }) => host === 'failed');
  expect(wall.events.length - before).toBeLessThan(4);
});

test('who is removed goes off the wall, and who joins comes onto it', async () => {
  const { lab, desk, group, bob, below, wall, row } = await start();
  await desk.post(`${below}/learners/${bob.id}`, { state: 'removed' });
  await until(() =>
    wall.events.some(({ event, data }) => event === 'gone' && (data as string[])[0] === bob.id),
  );
  await joinClass(lab, group.code, 'Eve');
  await until(() => row('Eve') !== undefined);
});

test('thumbnails show what terminals show, each second those that changed', async () => {
  const { desk, ada, bob, below } = await start();
  const terminal = new TerminalClient(ada, await ada.openTerminal(40, 10));
  await terminal.shows('prompt> ');
  const { events } = await follow(desk, `${below}/screens`);
  const screens = () => events.flatMap(({ data }) => z.array(WallScreen).parse(data));
  await until(() => screens().some(({ lines }) => lines[0] === 'prompt>'));
  terminal.type("printf '\\033[2J\\033[HTop of it'\r");
  await until(() => screens().some(({ lines }) => lines[0]?.startsWith('Top of it')));
  expect(screens().at(-1)).toMatchObject({ learner: ada.id, cols: 40, rows: 10 });
  expect(screens().at(-1)?.lines).toHaveLength(10);
  // The one that printed last stands for a learner.
  const second = new TerminalClient(ada, await ada.openTerminal(50, 5));
  await second.shows('prompt> ');
  await until(() => screens().at(-1)?.cols === 50);
  expect(screens().some(({ learner }) => learner === bob.id)).toBe(false);
});

test('a checkpoint makes the host anew and does the tasks there, and says on the wall how far it is', async () => {
  const { lab, desk, ada, bob, below, shows } = await start();
  writeFileSync(path.join(ada.folder, 'done.txt'), 'spoilt');
  const begun = await desk.post(`${below}/checkpoints`, { learners: [ada.id], exercise: 'done' });
  expect(begun.status).toBe(202);
  await shows('Ada', ({ doing }) => doing === 'checkpoint: a fresh host');
  const again = await desk.post(`${below}/checkpoints`, { learners: [ada.id, bob.id], exercise: 'word' });
  expect(await again.json()).toMatchObject({ learners: [bob.id], refused: [{ name: 'Ada' }] });
  lab.hosts.setStatus(ada.id, { state: 'ready' });
  await shows('Ada', ({ doing }) => doing === null);
  const page = await ada.post('/api/exercises/done/attempts', { answer: {} });
  expect(await page.json()).toMatchObject({ verdict: { status: 'correct' } });
  const trail = await desk.get(`${below}/audit`, z.object({ entries: z.array(AuditEntry) }));
  expect(trail.entries[0]).toMatchObject({ action: 'host.checkpoint', learner: 'Ada', after: ['done'] });
});

test('an errand that fails says so on the wall', async () => {
  const { lab, desk, ada, below, shows } = await start();
  await desk.post(`${below}/checkpoints`, { learners: [ada.id], exercise: 'done' });
  await shows('Ada', ({ doing }) => doing === 'checkpoint: a fresh host');
  lab.hosts.setStatus(ada.id, { state: 'failed', reason: 'No memory is left.' });
  await shows('Ada', ({ doing }) => doing === 'failed: No memory is left.');
});
