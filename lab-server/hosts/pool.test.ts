import { beforeEach, expect, test, vi } from 'vitest';
import type { Scenario, Seeding } from '../../protocol/scenario.ts';
import type { HollowEngine } from '../testing/hollow-engine.ts';
import { HollowPools } from '../testing/hollow-pools.ts';
import type { HostPool, OfCourse } from './pool.ts';
import { drawScenario } from './scenario.ts';
import { shareNoAnswer } from './scenario-answers.ts';

// These tests are about which host a learner gets. tests/host/pool.test.ts tries real hosts.

let pools: HollowPools;
let engine: HollowEngine;
let pool: HostPool;
beforeEach(() => {
  pools = new HollowPools();
  ({ engine } = pools);
});

const lessonForAll: Seeding = { scheme: 'fixed', seed: 'lesson' };
const MINUTE = 60_000;
const parking = { after: 60 * MINUTE, grace: 5 * MINUTE };

async function open(seeding = lessonForAll, keep = 0): Promise<void> {
  pool = await pools.open({ seeding, keep, parking });
}

async function join(learner: string): Promise<Scenario> {
  pool.ensure(learner);
  await vi.waitFor(() => expect(pool.status(learner)?.state).toBe('ready'));
  const scenario = engine.hosts.get(pools.hostOf(learner));
  expect(scenario?.seed).toBe(pool.status(learner)?.seed);
  return scenario as Scenario;
}

test('with a scenario for each learner, neighbours share no answer', async () => {
  await open({ scheme: 'learner', difficulty: 'easy' });
  const scenarios: Scenario[] = [];
  for (const learner of ['ada', 'grace', 'alan', 'edsger']) scenarios.push(await join(learner));
  for (const [i, scenario] of scenarios.slice(1).entries()) {
    expect(shareNoAnswer(scenario, scenarios[i] as Scenario)).toBe(true);
  }
});

test('with one scenario for the class all its learners have it, and another class has another', async () => {
  await open({ scheme: 'class', difficulty: 'hard' });
  const scenario = await join('ada');
  expect(await join('grace')).toEqual(scenario);
  await pool.close();
  pools.forget();
  await open({ scheme: 'class', difficulty: 'hard' });
  expect((await join('ada')).seed).not.toBe(scenario.seed);
});

test('spare hosts are for the next learners, who get them at once when they join', async () => {
  await open({ scheme: 'learner', difficulty: 'medium' }, 3);
  await vi.waitFor(() => expect(pool.capacity().spares).toBe(3));
  const spare = new Set(engine.hosts.keys());
  for (const learner of ['ada', 'grace', 'alan']) {
    pool.ensure(learner);
    expect(pool.status(learner)?.state).toBe('ready');
    expect(spare.delete(pools.hostOf(learner))).toBe(true);
  }
});

test('the capacity says whose hosts are in use, and how many more there is room for', async () => {
  pool = await pools.open({ most: 3, memory: () => ({ total: 64e9, available: 64e9 }) });
  await join('ada');
  expect(pool.capacity()).toMatchObject({ most: 3, learners: ['ada'], spares: 0, room: 2 });
  await join('grace');
  await join('alan');
  expect(pool.capacity()).toMatchObject({ learners: ['ada', 'grace', 'alan'], room: 0 });
  await pool.release('grace');
  expect(pool.capacity()).toMatchObject({ learners: ['ada', 'alan'], room: 1 });
});

test('a learner keeps their scenario over a reset, a restart, and a change of SCENARIOS', async () => {
  await open({ scheme: 'learner', difficulty: 'medium' }, 1);
  const scenario = await join('ada');
  pool.reset('ada');
  await vi.waitFor(() => expect(pool.status('ada')?.state).toBe('ready'));
  expect(engine.hosts.get(pools.hostOf('ada'))).toEqual(scenario);
  await pool.close();
  await open();
  expect(await join('ada')).toEqual(scenario);
  expect(await join('grace')).toEqual(drawScenario('lesson'));
});

/** A learner whose host nobody has used for this many minutes, and the states that it went through. */
async function idle(minutes: number): Promise<string[]> {
  vi.useFakeTimers();
  await open();
  pool.ensure('ada');
  await vi.advanceTimersByTimeAsync(100);
  const told: string[] = [];
  pool.onStatus((_, { state, parksAt }) =>
    told.push(parksAt === undefined ? state : `${state} until ${parksAt}`),
  );
  await vi.advanceTimersByTimeAsync(minutes * MINUTE);
  return told;
}

test('a host that nobody uses is parked after a warning, and comes back when somebody does', async () => {
  const told = await idle(64);
  const { parksAt = '' } = pool.status('ada') ?? {};
  expect(told).toEqual([`ready until ${parksAt}`]);
  expect(Date.parse(parksAt) - Date.now()).toBeLessThan(MINUTE + 5000);
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(told.slice(1)).toEqual(['parked']);
  expect(engine.parked.size).toBe(1);
  expect(() => pool.shell('ada')).toThrow(/parked and is coming back/);
  await vi.advanceTimersByTimeAsync(10);
  expect(told.slice(2)).toEqual(['ready']);
  expect(engine.parked.size).toBe(0);
  // From then on it is like a host that was just used.
  await vi.advanceTimersByTimeAsync(59 * MINUTE);
  expect(told.slice(3)).toEqual([]);
});

test('a look at a host does not count as use, and brings no parked host back', async () => {
  const told = await idle(59);
  for (let minute = 0; minute < 5; minute++) {
    pool.seenHost('ada');
    await vi.advanceTimersByTimeAsync(MINUTE);
  }
  expect(told).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(4 * MINUTE);
  expect(() => pool.seenHost('ada')).toThrow(/parked/);
  await vi.advanceTimersByTimeAsync(10);
  expect(told.slice(1)).toEqual(['parked']);
  expect(engine.parked.size).toBe(1);
});

test.for(['active', 'ensure'] as const)(
  'a learner who uses a host after the warning keeps it, and the warning goes (%s)',
  async (use) => {
    const told = await idle(62);
    pool[use]('ada');
    expect(pool.status('ada')).toEqual({ state: 'ready', seed: 'lesson', addresses: [] });
    await vi.advanceTimersByTimeAsync(59 * MINUTE);
    expect(told).toHaveLength(2);
  },
);

test('asking for a parked host brings it back; resetting it gives a fresh one', async () => {
  await idle(70);
  pool.ensure('ada');
  await vi.advanceTimersByTimeAsync(10);
  expect(pool.status('ada')?.state).toBe('ready');
  await vi.advanceTimersByTimeAsync(70 * MINUTE);
  expect(pool.status('ada')?.state).toBe('parked');
  pool.reset('ada');
  await vi.advanceTimersByTimeAsync(10);
  expect(pool.status('ada')?.state).toBe('ready');
});

test('a host that is wanted while it is being parked comes back when that is over', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const order: string[] = [];
  engine.park = async () => {
    await promise;
    order.push('parked');
  };
  engine.unpark = async () => void order.push('unparked');
  await idle(70);
  pool.active('ada');
  pool.active('ada');
  resolve();
  await vi.advanceTimersByTimeAsync(10);
  expect(order).toEqual(['parked', 'unparked']);
  expect(pool.status('ada')?.state).toBe('ready');
});

test('without memory for one more the class is full, with figures, and takes the learner once there is memory', async () => {
  const memory = { total: 1e9, available: 400e6 };
  pool = await pools.open({ parking, memory: () => memory });
  // What stood ready for the first one.
  await join('ada');
  memory.available = 90e6;
  pool.ensure('grace');
  expect(pool.status('grace')).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(
      /class is full for now: 90 MB of this machine's 1\.0 GB are free, and one more lab host takes 1 MB\. In use: 1\./,
    ),
  });
  memory.available = 400e6;
  await join('grace');
});

test('with little room on the disk no host is made, which is said with figures, and one is made once there is room', async () => {
  const disk = { free: 300e6, total: 16e9 };
  pool = await pools.open({ keep: 1, parking, disk: () => disk });
  // What stood ready for the first one.
  await join('ada');
  pool.ensure('grace');
  expect(pool.status('grace')).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(
      /^The lab server's disk is nearly full: 300 MB of 16\.0 GB are free, and lab hosts are made while there are 537 MB\. Tell your instructor/,
    ),
  });
  disk.free = 10e9;
  await join('grace');
});

test('a host that failed says whether it was up before', async () => {
  vi.useFakeTimers();
  await open();
  for (const learner of ['ada', 'grace']) pool.ensure(learner);
  await vi.advanceTimersByTimeAsync(100);
  engine.hosts.delete(pools.hostOf('ada'));
  Object.assign(engine, { excess: async () => new Map([[pools.hostOf('grace'), 'It took too much.']]) });
  engine.ensure = () => Promise.reject(new Error('No kernel for it.'));
  pool.ensure('alan');
  await vi.advanceTimersByTimeAsync(3000);
  const shutDown = expect.stringContaining('shut down from inside');
  expect(pool.status('ada')).toMatchObject({ state: 'failed', ended: 'stopped', reason: shutDown });
  expect(pool.status('grace')).toMatchObject({
    state: 'failed',
    ended: 'stopped',
    reason: 'It took too much.',
  });
  expect(pool.status('alan')).toMatchObject({ state: 'failed', reason: 'No kernel for it.' });
  expect(pool.status('alan')?.ended).toBeUndefined();
});

test('a host that all share has no spare ones, and is not parked', async () => {
  Object.assign(engine, { isShared: true });
  vi.useFakeTimers();
  await open(undefined, 3);
  expect(engine.hosts.size).toBe(0);
  pool.ensure('ada');
  await vi.advanceTimersByTimeAsync(10 * parking.after);
  expect(pool.status('ada')?.state).toBe('ready');
});

test('who had a host on another machine gets one of the same scenario, and is told what became of it, also when they were here before', async () => {
  await open();
  await join('ada');
  await pool.release('ada');
  for (const learner of ['ada', 'grace']) {
    const lost = { at: new Date().toISOString(), why: 'machine' } as const;
    pool.ensure(learner, { before: { seed: 'medium-7', lost } });
    await vi.waitFor(() =>
      expect(pool.status(learner)).toMatchObject({ state: 'ready', seed: 'medium-7', lost }),
    );
  }
  // It is of no account beside a host that is there.
  const held = pools.hostOf('ada');
  pool.ensure('ada', { before: { seed: 'hard-2' } });
  expect(pool.status('ada')).toMatchObject({ state: 'ready', seed: 'medium-7' });
  expect(pools.hostOf('ada')).toBe(held);
});

/** Two courses: one that draws its scenarios, and one whose hosts all have one container. */
const ownContainers: Scenario = {
  seed: 'course',
  containers: [
    { framework: 'docker', name: 'whale', running: true, attachment: 'proxy', publishedPort: 8888 },
  ],
};
const twoCourses = new Map<string, OfCourse>([
  ['drawn', { seeding: { scheme: 'learner', difficulty: 'medium' }, draw: drawScenario }],
  ['own', { seeding: { scheme: 'fixed', seed: 'course' }, draw: () => ownContainers }],
]);

async function openCourses(keep = 0): Promise<void> {
  const { seeding = lessonForAll, draw = drawScenario } = twoCourses.get('drawn') ?? {};
  pool = await pools.open({ seeding, draw, courses: twoCourses, keep, parking });
}

async function joinCourse(learner: string, course: string): Promise<Scenario | undefined> {
  pool.ensure(learner, { course });
  await vi.waitFor(() => expect(pool.status(learner)?.state).toBe('ready'));
  return engine.hosts.get(pools.hostOf(learner));
}

test('each course has scenarios of its own, which its learners keep over a reset and a restart without its being named', async () => {
  await openCourses();
  const drawn = await joinCourse('ada', 'drawn');
  expect(await joinCourse('bob', 'own')).toEqual(ownContainers);
  const next = await joinCourse('grace', 'drawn');
  // The learners of the other course are no neighbours.
  expect(drawn?.seed).toMatch(/-1-\d+$/);
  expect(next?.seed).toMatch(/-2-\d+$/);
  pool.reset('bob');
  await vi.waitFor(() => expect(pool.status('bob')?.state).toBe('ready'));
  expect(engine.hosts.get(pools.hostOf('bob'))).toEqual(ownContainers);
  await pool.release('bob');
  await pool.close();
  await openCourses();
  // It is another one of the same scenario, though nobody named the course.
  expect(await join('bob')).toEqual(ownContainers);
  expect(await joinCourse('ada', 'own')).toEqual(drawn);
});

test('spare hosts wait for the course that was asked for last', async () => {
  await openCourses(2);
  await vi.waitFor(() => expect(pool.capacity().spares).toBe(2));
  const spares = () =>
    [...engine.hosts].flatMap(([id, { seed }]) =>
      ['ada', 'bob', 'grace'].some((learner) => pools.hostOf(learner) === id) ? [] : [seed],
    );
  expect(spares().every((seed) => seed.startsWith('medium-'))).toBe(true);
  expect(await joinCourse('bob', 'own')).toEqual(ownContainers);
  await vi.waitFor(() => expect(spares()).toEqual(['course', 'course']), 5000);
  pool.ensure('grace', { course: 'own' });
  expect(pool.status('grace')?.state).toBe('ready');
});

test('no host is made for a course that is not served here', async () => {
  await openCourses();
  expect(() => pool.ensure('ada', { course: 'withdrawn' })).toThrow(/course withdrawn, which is not served/);
  expect(pool.status('ada')).toBeUndefined();
});
