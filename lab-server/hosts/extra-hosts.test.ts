import { beforeEach, expect, test, vi } from 'vitest';
import { firstOf, secondOf } from '../../protocol/host-owner.ts';
import type { HollowEngine } from '../testing/hollow-engine.ts';
import { HollowPools } from '../testing/hollow-pools.ts';
import type { HostPool } from './pool.ts';

// tests/host/extra-hosts.test.ts tries real ones.

const [ada, grace] = ['l00000000000a', 'l00000000000b'];
const second = secondOf(ada);
const ines = 'i00000000000c';
const MINUTE = 60_000;

let pools: HollowPools;
let engine: HollowEngine;
let pool: HostPool;
beforeEach(() => {
  pools = new HollowPools();
  ({ engine } = pools);
});

async function open(parts: Parameters<HollowPools['open']>[0] = {}): Promise<void> {
  pool = await pools.open(parts);
}

async function up(owner: string, before?: { seed: string }): Promise<void> {
  pool.ensure(owner, { before });
  await becomes(owner, 'ready');
}

const becomes = (owner: string, state: string) =>
  vi.waitFor(() => expect(pool.status(owner)?.state).toBe(state));

test('a second host is one more of the scenario of the first, and ends when it is released', async () => {
  await open({ seeding: { scheme: 'learner', difficulty: 'easy' } });
  await up(ada);
  await up(second);
  expect(pool.status(second)?.seed).toBe(pool.status(ada)?.seed);
  expect(engine.hosts.size).toBe(2);
  expect(pool.capacity().learners).toEqual([ada, second]);
  await pool.release(second);
  expect(pool.status(second)).toBeUndefined();
  expect(pool.capacity().learners).toEqual([ada]);
  expect([...engine.hosts.keys()]).toEqual([pools.hostOf(ada)]);
  expect(firstOf(second)).toBe(ada);
});

test('extra hosts leave the scenarios of the next learners as they are', async () => {
  const seeding = { scheme: 'learner', difficulty: 'easy' } as const;
  await open({ seeding });
  await up(ada);
  const { classId } = pools.assignments();
  await up(second);
  await up(ines, { seed: 'lesson' });
  await up(grace);
  const seeds = pools.assignments().all.map(([owner, { seed }]) => [owner, seed]);
  expect(seeds.map(([owner]) => owner)).toEqual([ada, grace]);
  const { nextSeeds } = await import('./seeding.ts');
  expect(seeds.map(([, seed]) => seed)).toEqual(nextSeeds(seeding, classId, [], 2));
});

test('there is no second host without a first one, nor where all share a host', async () => {
  await open();
  expect(() => pool.ensure(second)).toThrow(/beside which/);
  await up(ada);
  Object.defineProperty(engine, 'isShared', { value: true });
  expect(() => pool.ensure(second)).toThrow(/All learners have one host/);
});

test.each<[string, () => unknown]>([
  ['reset', () => pool.reset(ada)],
  ['released', () => pool.release(ada)],
  ['replaced by a copy of another', () => pool.copy(grace, ada)],
])('a second host goes when the first is %s, and says why', async (_, happens) => {
  await open();
  await up(ada);
  await up(grace);
  await up(second);
  await happens();
  await becomes(second, 'failed');
  expect(pool.status(second)).toMatchObject({
    ended: 'stopped',
    reason: expect.stringContaining('thrown away'),
  });
  if (pool.status(ada)) await becomes(ada, 'ready');
  expect(engine.hosts.size).toBe(pool.status(ada) ? 2 : 1);
});

test('a full machine gives no extra host, and says the way out', async () => {
  await open({ most: 1 });
  await up(ada);
  pool.ensure(second);
  expect(pool.status(second)).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/full.*reset it/s),
  });
  await expect(pool.copy(ada, ines)).rejects.toThrow(/full.*larger machine/s);
  expect(engine.hosts.size).toBe(1);
  expect(pool.status(ada)?.state).toBe('ready');
});

test('a second host gives its place to a learner who has none, and an instructor’s does not', async () => {
  await open({ most: 2 });
  await up(ada);
  await up(second);
  await up(grace);
  await becomes(second, 'failed');
  expect(pool.status(second)?.reason).toMatch(/another learner/);
  await vi.waitFor(() => expect(engine.hosts.size).toBe(2));
  await pool.release(grace);
  await pool.copy(ada, ines);
  await becomes(ines, 'ready');
  pool.ensure(grace);
  expect(pool.status(grace)?.state).toBe('failed');
  expect(pool.status(ines)?.state).toBe('ready');
});

test('when memory is short the second host that was used the longest ago ends', async () => {
  vi.useFakeTimers();
  let available = 2 ** 30;
  await open({ memory: () => ({ total: 2 ** 30, available }) });
  for (const owner of [ada, grace]) await up(owner);
  for (const owner of [ada, grace]) await up(secondOf(owner));
  await vi.advanceTimersByTimeAsync(MINUTE);
  pool.active(second);
  available = 2 ** 20;
  await vi.advanceTimersByTimeAsync(2000);
  expect(pool.status(secondOf(grace))?.state).toBe('failed');
  expect(pool.status(second)?.state).toBe('ready');
  expect(pool.status(grace)?.state).toBe('ready');
});

test('an extra host that nobody uses is thrown away, which is said before; use keeps it', async () => {
  vi.useFakeTimers();
  await open({ parking: { after: MINUTE, grace: MINUTE } });
  await up(ada);
  await up(second);
  await up(ines, { seed: 'lesson' });
  await vi.advanceTimersByTimeAsync(31 * MINUTE);
  expect(pool.status(second)?.endsAt).toBeDefined();
  pool.active(second);
  expect(pool.status(second)?.endsAt).toBeUndefined();
  await vi.advanceTimersByTimeAsync(31 * MINUTE);
  expect(pool.status(second)?.endsAt).toBeDefined();
  await vi.advanceTimersByTimeAsync(6 * MINUTE);
  expect(pool.status(second)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('35 minutes'),
  });
  expect(pool.status(ines)?.state).toBe('ready');
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(pool.status(ines)?.state).toBe('failed');
});

test('an instructor gets a copy, then another in its place, and can give it to a learner', async () => {
  await open({ seeding: { scheme: 'learner', difficulty: 'easy' } });
  await up(ada);
  await up(grace);
  await pool.copy(ada, ines);
  await becomes(ines, 'ready');
  expect(pool.status(ines)?.seed).toBe(pool.status(ada)?.seed);
  expect(pool.status(ada)?.state).toBe('ready');
  expect(engine.hosts.size).toBe(3);
  await pool.copy(grace, ines);
  await becomes(ines, 'ready');
  expect(pool.status(ines)?.seed).toBe(pool.status(grace)?.seed);
  expect(engine.hosts.size).toBe(3);
  await pool.copy(ines, ada);
  await becomes(ada, 'ready');
  expect(pool.status(ada)?.seed).toBe(pool.status(grace)?.seed);
  expect(pool.status(ines)?.state).toBe('ready');
});

test('what could not be made or woken leaves nothing, and says why', async () => {
  await open();
  await up(ada);
  engine.whileWaking = () => Promise.reject(new Error('no such luck'));
  await pool.copy(ada, ines);
  await becomes(ines, 'failed');
  await vi.waitFor(() => expect(engine.hosts.size + engine.atRest.length).toBe(1));
  expect(pool.status(ines)?.reason).toMatch(/no such luck/);
  expect(pool.capacity().learners).toEqual([ada]);
});

test('the next lab server ends the extra hosts that were left, and keeps the others', async () => {
  await open();
  await up(ada);
  await up(second);
  await up(ines, { seed: 'lesson' });
  expect(engine.hosts.size).toBe(3);
  // As after a kill: nothing was closed.
  await pools.open();
  expect([...engine.hosts.keys()]).toEqual([pools.hostOf(ada)]);
});

test('when the lab server stops, extra hosts are not kept', async () => {
  await open();
  await up(ada);
  await up(second);
  const first = pools.hostOf(ada);
  await pool.close();
  expect(engine.atRest).toEqual([first]);
  expect(engine.hosts.size).toBe(0);
});
