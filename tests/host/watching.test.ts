// Exercises that mark themselves, on a real host: asked for as a page does, over HTTP.
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { exerciseFiles } from '../../lab-server/course/exercise-files.ts';
import { LocalHostMaker } from '../../lab-server/host-maker/local.ts';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { HostPool } from '../../lab-server/hosts/pool.ts';
import { attemptsAt } from '../../lab-server/testing/answers.ts';
import { follow } from '../../lab-server/testing/followed-events.ts';
import { COURSE_NAME, startLab } from '../../lab-server/testing/lab.ts';
import { join, type LearnerClient } from '../../lab-server/testing/learner-client.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Watched } from '../../protocol/watch.ts';
import { awakeOn, sleepOn } from '../support/daemons.ts';
import { Lab, TestHost } from '../support/lab.ts';

const COURSE = path.join(import.meta.dirname, 'course');
const [checkersDir, exercisesDir] = [path.join(COURSE, 'checkers'), path.join(COURSE, 'exercises')];

/** In ms. */
const parking = { after: 8000, grace: 1000 };

let lab: Lab;
let pool: HostPool;
let maker: LocalHostMaker;
beforeAll(async () => {
  lab = await Lab.open('watching');
  pool = new HostPool({
    engine: lab.engine,
    assignments: new HostAssignments(path.join(lab.stateDir, 'assignments.json')),
    logger: pino({ level: 'silent' }),
    keep: 0,
    parking,
  });
  maker = new LocalHostMaker({
    hosts: pool,
    exercises: exerciseFiles({ [COURSE_NAME]: { exercisesDir, checkersDir } }),
    owner: process.getuid?.() ?? 0,
  });
});
afterAll(async () => {
  await pool?.close();
  await lab?.close();
});

let ada: LearnerClient | undefined;

/** The learner at this test's own lab server, on the same host as in the test before. */
async function atTheLab(): Promise<{ learner: LearnerClient; host: TestHost }> {
  const folder = path.join(lab.stateDir, 'web');
  const server = await startLab({ hosts: maker, checkersDir, exercisesDir, folder });
  const learner = ada?.at(server) ?? (await join(server));
  ada = learner;
  await maker.ensure({ learner: learner.id });
  await becomes(learner, 'ready');
  const [id = ''] = await lab.engine.list();
  return { learner, host: new TestHost(lab.engine, id) };
}

const becomes = ({ id }: LearnerClient, state: string) =>
  vi.waitFor(() => expect(maker.status(id)?.state).toBe(state), 60_000);

/** Asks as a page does that shows the exercise. */
async function show(learner: LearnerClient) {
  const response = await learner.post(pathOf(api.exercises.watch, { params: { id: 'listener' } }), {});
  expect(response.status).toBe(200);
  return Watched.parse(await response.json()).looked;
}

test('a host that is only looked at is parked, and stays so', async () => {
  const { learner } = await atTheLab();
  const looks = new Set<string>();
  await vi.waitFor(
    async () => {
      const { at, status } = (await show(learner)) ?? {};
      if (status === 'incorrect' && at) looks.add(at);
      expect(maker.status(learner.id)?.state).toBe('parked');
    },
    { timeout: 60_000, interval: 1000 },
  );
  expect(looks.size).toBeGreaterThan(1);
  await show(learner);
  expect(maker.status(learner.id)?.state).toBe('parked');
});

test('it is marked soon after the task is done, and no daemon is woken for it', async () => {
  const { learner, host } = await atTheLab();
  const working = setInterval(() => pool.active(learner.id), 1000);
  onTestFinished(() => clearInterval(working));
  await sleepOn(host);
  const { events } = await follow(learner);
  await vi.waitFor(async () => expect(await show(learner)).toMatchObject({ status: 'incorrect' }), {
    timeout: 60_000,
    interval: 1000,
  });
  expect(await attemptsAt(learner, 'listener')).toEqual([]);

  const listen = '$socket = IO::Socket::INET->new(Listen => 1, LocalPort => 7777) or die; sleep';
  await host.learnerMust(`setsid perl -MIO::Socket::INET -e '${listen}' < /dev/null > /dev/null 2>&1 &`);
  await vi.waitFor(() => expect(events.map(({ event }) => event)).toContain('attempt'), 60_000);
  expect(await attemptsAt(learner, 'listener')).toMatchObject([
    { answer: {}, points: 1, verdict: { status: 'correct' } },
  ]);
  expect(await awakeOn(host)).toEqual([]);
});
