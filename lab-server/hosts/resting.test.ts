import { beforeEach, expect, test, vi } from 'vitest';
import type { HollowEngine } from '../testing/hollow-engine.ts';
import { HollowPools } from '../testing/hollow-pools.ts';
import { HostLost } from './contract.ts';
import type { HostPool } from './pool.ts';

// These tests are about when hosts rest, wake and are thrown away. tests/host/rest.test.ts puts real ones to rest.

let pools: HollowPools;
let engine: HollowEngine;
let pool: HostPool;
beforeEach(() => {
  pools = new HollowPools();
  ({ engine } = pools);
});

const MINUTE = 60_000;
const hostOf = (learner: string) => pools.hostOf(learner);

async function open(more: Parameters<HollowPools['open']>[0] = {}): Promise<void> {
  const parking = { after: 60 * MINUTE, grace: 5 * MINUTE, rest: 120 * MINUTE };
  pool = await pools.open({ parking, ...more });
}

async function becomes(learner: string, state: string): Promise<void> {
  await vi.waitFor(() => expect(pool.status(learner)?.state).toBe(state));
}

async function join(...learners: string[]): Promise<void> {
  for (const learner of learners) {
    pool.ensure(learner);
    await becomes(learner, 'ready');
  }
}

test('a pool that is closed puts learners’ hosts to rest, and destroys spares; the next one wakes them when they come', async () => {
  await open({ keep: 1 });
  await join('ada', 'grace');
  const [ada, grace] = [hostOf('ada'), hostOf('grace')];
  await pool.close();
  expect([...engine.hosts.keys()]).toEqual([]);
  expect(engine.atRest.sort()).toEqual([ada, grace].sort());
  await open();
  expect(pool.status('ada')).toMatchObject({ state: 'at-rest', restedAt: expect.any(String) });
  expect(pool.capacity()).toMatchObject({ learners: [], kept: { hosts: [{}, {}] } });
  const told: string[] = [];
  pool.onStatus((learner, { state }) => told.push(`${learner} ${state}`));
  await join('ada');
  expect(hostOf('ada')).toBe(ada);
  expect(new Set(told)).toEqual(new Set(['ada waking', 'ada ready']));
  expect(pool.status('ada')?.woken).toMatchObject({ cut: false, wasNext: false });
  expect(pool.status('grace')?.state).toBe('at-rest');
});

test('a host that was up when the machine lost its power is woken, and one of which nothing is left gives way to a fresh one', async () => {
  await open();
  await join('ada', 'grace');
  engine.losePower([hostOf('ada')]);
  await open();
  await join('ada');
  expect(pool.status('ada')?.woken?.cut).toBe(true);
  expect(pool.status('grace')).toBeUndefined();
  await join('grace');
  expect(pool.status('grace')?.woken).toBeUndefined();
});

test('a parked host says when it goes to rest, goes there, and wakes when somebody comes', async () => {
  vi.useFakeTimers();
  await open();
  pool.ensure('ada');
  await vi.advanceTimersByTimeAsync(66 * MINUTE);
  const { state, restsAt = '' } = pool.status('ada') ?? {};
  expect(state).toBe('parked');
  expect((Date.parse(restsAt) - Date.now()) / MINUTE).toBeCloseTo(119, 0);
  await vi.advanceTimersByTimeAsync(118 * MINUTE);
  expect(pool.status('ada')?.state).toBe('parked');
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(pool.status('ada')).toMatchObject({ state: 'at-rest' });
  expect(() => pool.shell('ada')).toThrow(/at rest/);
  pool.ensure('ada');
  await vi.advanceTimersByTimeAsync(10);
  expect(pool.status('ada')?.state).toBe('ready');
});

test('a host whose learner went on in another course goes to rest at once, parked or not, and wakes when they come back', async () => {
  await open();
  await join('ada', 'grace');
  await pool.rest('ada');
  expect(pool.status('ada')).toMatchObject({ state: 'at-rest', otherCourse: true });
  expect(pool.status('grace')?.state).toBe('ready');
  // There is nothing to do for one that rests, nor for somebody without a host.
  for (const learner of ['ada', 'bob']) await pool.rest(learner);
  await join('ada');
  expect(pool.status('ada')?.otherCourse).toBeUndefined();
});

test('a learner who comes while their host goes to rest gets it woken afterwards', async () => {
  vi.useFakeTimers();
  const { promise, resolve } = Promise.withResolvers<void>();
  await open();
  pool.ensure('ada');
  engine.whileResting = () => promise;
  await vi.advanceTimersByTimeAsync(190 * MINUTE);
  expect(pool.status('ada')?.state).toBe('resting');
  pool.ensure('ada');
  expect(pool.status('ada')?.state).toBe('resting');
  expect(() => pool.reset('ada')).toThrow(/goes to rest/);
  resolve();
  await vi.advanceTimersByTimeAsync(100);
  expect(pool.status('ada')?.state).toBe('ready');
});

/** Several hosts at rest, the first learner's longest. */
async function atRest(...learners: string[]): Promise<void> {
  await open();
  await join(...learners);
  for (const [at, learner] of learners.entries())
    engine.restsSince.set(hostOf(learner), `2026-11-0${at + 1}T00:00:00.000Z`);
  await pool.close();
}

test('the host that has rested longest is thrown away when there is no more room, after a warning, and its learner is told', async () => {
  await atRest('ada', 'grace', 'alan');
  // Each takes 100 bytes.
  await open({ keptDisk: () => 350 });
  expect(pool.capacity().kept).toMatchObject({
    most: 350,
    hosts: [
      { learner: 'ada', isNext: true, bytes: 100 },
      { learner: 'grace', isNext: false },
      { learner: 'alan' },
    ],
  });
  expect(pool.status('ada')?.isNext).toBe(true);
  await pool.close();
  await open({ keptDisk: () => 250 });
  // The limit was lowered. It holds from the next rest on.
  pool.pin('grace', true);
  await join('alan');
  await pool.close();
  await open({ keptDisk: () => 250 });
  expect(pool.capacity().kept.hosts.map(({ learner, pinned }) => `${learner} ${pinned}`)).toEqual([
    'grace true',
    'alan false',
  ]);
  expect(pool.status('ada')?.state).toBeUndefined();
  await join('ada');
  expect(pool.status('ada')).toMatchObject({
    state: 'ready',
    lost: { why: 'room', restedAt: '2026-11-01T00:00:00.000Z' },
  });
  pool.reset('ada');
  await becomes('ada', 'ready');
  expect(pool.status('ada')?.lost).toBeUndefined();
});

test('a learner whose host was next in line is told so when it has been woken', async () => {
  await atRest('ada', 'grace');
  await open({ keptDisk: () => 250 });
  await join('ada');
  expect(pool.status('ada')?.woken?.wasNext).toBe(true);
});

test('a host whose disk is broken gives way to a fresh one, and its learner is told; one that fails to wake is kept', async () => {
  await atRest('ada', 'grace');
  await open();
  engine.whileWaking = () => Promise.reject(new HostLost('disk', 'e2fsck (4)'));
  await join('ada');
  expect(pool.status('ada')).toMatchObject({ lost: { why: 'disk' } });
  engine.whileWaking = () => Promise.reject(new Error('no answer from docker'));
  pool.ensure('grace');
  await vi.waitFor(() =>
    expect(pool.status('grace')?.reason).toMatch(/could not be woken: no answer from docker/),
  );
  expect(pool.status('grace')?.state).toBe('at-rest');
  engine.whileWaking = async () => {};
  await join('grace');
  expect(pool.status('grace')?.lost).toBeUndefined();
});

test('hosts at rest take no place; without room for one more they are not woken, and are kept', async () => {
  await atRest('ada', 'grace');
  await open({ most: 1 });
  await join('ada');
  pool.ensure('grace');
  expect(pool.status('grace')).toMatchObject({
    state: 'at-rest',
    reason: expect.stringContaining('class is full'),
  });
  await pool.release('ada');
  await join('grace');
});

test('a host at rest can be reset, freed and thrown away by the instructor, who is named as the reason', async () => {
  await atRest('ada', 'grace', 'alan');
  await open();
  pool.reset('ada');
  await becomes('ada', 'ready');
  expect(pool.status('ada')?.woken).toBeUndefined();
  await pool.release('grace');
  expect(pool.status('grace')).toBeUndefined();
  await pool.throwAway('alan');
  expect(pool.status('alan')).toMatchObject({ state: 'at-rest', lost: { why: 'instructor' } });
  expect(engine.atRest).toEqual([]);
  await join('alan');
  expect(pool.status('alan')?.lost?.why).toBe('instructor');
});

test('the hosts of a course’s author are destroyed at the end', async () => {
  await open({ restsAtEnd: false });
  await join('ada');
  await pool.close();
  expect(engine.atRest).toEqual([]);
  await open();
});

test('a learner gets a copy of another’s host in the place of their own, with its scenario and their LAN', async () => {
  await open({ seeding: { scheme: 'learner', difficulty: 'easy' } });
  await join('ada', 'grace');
  const [ada, grace] = [pools.assignments().get('ada'), pools.assignments().get('grace')];
  await pool.copy('ada', 'grace');
  await becomes('grace', 'ready');
  expect(pool.status('grace')).toMatchObject({ seed: ada?.seed, woken: { cut: false } });
  expect(pools.assignments().get('grace')?.lan).toBe(grace?.lan);
  expect([...engine.hosts.keys()].sort()).toEqual([hostOf('ada'), hostOf('grace')].sort());
  expect(hostOf('grace')).not.toBe(grace?.host);
  expect(hostOf('ada')).toBe(ada?.host);
  await expect(pool.copy('nobody', 'grace')).rejects.toThrow(/no lab host that could be copied/);
  await expect(pool.copy('ada', 'nobody')).rejects.toThrow(/must have opened their page/);
});
