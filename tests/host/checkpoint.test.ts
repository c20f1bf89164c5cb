import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ObserveError } from '../../checkers/define.ts';
import { loadCatalog } from '../../lab-server/course/catalog.ts';
import { exerciseFiles } from '../../lab-server/course/exercise-files.ts';
import { LocalHostMaker } from '../../lab-server/host-maker/local.ts';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { HostPool } from '../../lab-server/hosts/pool.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Lab } from '../support/lab.ts';

const ADA = 'l0123456789ab';
const { checkers: checkersDir, exercises: exercisesDir } = folders;

let lab: Lab;
let pool: HostPool;
let maker: LocalHostMaker;
beforeAll(async () => {
  lab = await Lab.open('checkpoint');
  pool = new HostPool({
    engine: lab.engine,
    assignments: new HostAssignments(path.join(lab.stateDir, 'assignments.json')),
    logger: pino({ level: 'silent' }),
    keep: 0,
  });
  maker = new LocalHostMaker({
    hosts: pool,
    exercises: exerciseFiles({ one: { exercisesDir, checkersDir } }),
    owner: process.getuid?.() ?? 0,
  });
});
afterAll(async () => {
  await pool?.close();
  await lab?.close();
});

const ready = () => vi.waitFor(() => expect(maker.status(ADA)?.state).toBe('ready'), 60_000);

/** The verdict of an exercise's check on Ada's host. */
async function verdictOn(id: string) {
  const { check } = (await loadCatalog(exercisesDir, checkersDir)).get(id) ?? {};
  return check?.judge(
    {},
    await maker.observe({ learner: ADA, course: 'one', exercise: id, watching: false }),
  );
}

test('tasks are done on a learner’s host by their scripts, as the desk asks for it', {
  timeout: 240_000,
}, async () => {
  await maker.ensure({ learner: ADA });
  await ready();
  expect(await verdictOn('own-bridge')).toMatchObject({ status: 'incorrect', score: 0 });
  await maker.script({ learner: ADA, course: 'one', exercise: 'own-bridge', script: 'solve' });
  expect(await verdictOn('own-bridge')).toMatchObject({ status: 'correct' });

  await maker.script({ learner: ADA, course: 'one', exercise: 'five-faults', script: 'start' });
  expect(await verdictOn('five-faults')).toMatchObject({ status: 'incorrect', score: 0 });
  await maker.script({ learner: ADA, course: 'one', exercise: 'five-faults', script: 'solve' });
  await vi.waitFor(async () => expect(await verdictOn('five-faults')).toMatchObject({ status: 'correct' }), {
    timeout: 60_000,
    interval: 500,
  });
  // The bridge is there already.
  await expect(
    maker.script({ learner: ADA, course: 'one', exercise: 'own-bridge', script: 'solve' }),
  ).rejects.toThrow(ObserveError);
  await expect(
    maker.script({ learner: ADA, course: 'one', exercise: 'own-bridge', script: 'start' }),
  ).rejects.toThrow(/no exercise own-bridge with a start\.sh/);
});

test('a host that is released is gone, and the next has its addresses and nothing of what was done', {
  timeout: 240_000,
}, async () => {
  const { addresses } = maker.status(ADA) ?? {};
  await maker.release({ learner: ADA });
  expect(await lab.engine.list()).toEqual([]);
  expect(maker.status(ADA)).toBeUndefined();
  await maker.ensure({ learner: ADA });
  await ready();
  expect(maker.status(ADA)?.addresses).toEqual(addresses);
  expect(await verdictOn('own-bridge')).toMatchObject({ score: 0 });
});
