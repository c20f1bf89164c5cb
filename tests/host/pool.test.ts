import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../../lab-server/common/exec.ts';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { HostNotReady } from '../../lab-server/hosts/contract.ts';
import { HostPool } from '../../lab-server/hosts/pool.ts';
import type { HostStatus } from '../../protocol/host.ts';
import { Lab } from '../support/lab.ts';

let lab: Lab;
let pool: HostPool;
/** Every status that was told, as `learner state`. */
const told: string[] = [];
beforeAll(async () => {
  lab = await Lab.open('pool');
  pool = newPool();
  pool.onStatus((learner, { state }) => {
    const line = `${learner} ${state}`;
    if (told.at(-1) !== line) told.push(line);
  });
  await pool.prepare(() => {});
});
afterAll(async () => {
  await pool.close();
  await lab.close();
});

const assignments = () => new HostAssignments(path.join(lab.stateDir, 'assignments.json'));
const newPool = () =>
  new HostPool({
    engine: lab.engine,
    assignments: assignments(),
    logger: pino({ level: 'silent' }),
    seeding: { scheme: 'fixed', seed: 'lesson' },
    most: 3,
    keep: 1,
  });

const until = (learner: string, state: HostStatus['state']) =>
  vi.waitFor(() => expect(pool.status(learner)?.state).toBe(state), 60_000);

/** The output of a command line in the learner's login shell. */
async function asLearner(learner: string, command: string): Promise<string> {
  const { file, args, env } = pool.shell(learner);
  return (await run([file, ...args, '-c', command], { env })).stdout;
}

async function onHost(learner: string, argv: string[]): Promise<string> {
  return (await pool.labHost(learner).run(argv)).stdout;
}

test('the first learner gets the host that was made at the start, at once', () => {
  pool.ensure('ada');
  expect(pool.status('ada')).toMatchObject({ state: 'ready', seed: 'lesson' });
  expect(told).toEqual(['ada ready']);
});

test('the second one gets the host that is being made already, with its progress told on the way', async () => {
  const known = new Set(await lab.engine.list());
  const others = async () => (await lab.engine.list()).filter((id) => !known.has(id));
  await vi.waitFor(async () => expect(await others()).toHaveLength(1), 60_000);
  const [inMaking] = await others();
  pool.ensure('grace');
  pool.ensure('grace');
  expect(assignments().get('grace')?.host).toBe(inMaking);
  expect(() => pool.shell('grace')).toThrow(HostNotReady);
  expect(() => pool.reset('grace')).toThrow(/starting; try again/);
  await until('grace', 'ready');
  expect(told.filter((line) => line.startsWith('grace'))).toEqual(['grace starting', 'grace ready']);
  expect(pool.status('grace')?.addresses).not.toEqual(pool.status('ada')?.addresses);
  expect(await onHost('grace', ['ps', '-p', '1', '-o', 'comm='])).toBe('tini\n');
});

test('a host that goes down while it waits is not handed out', async () => {
  await vi.waitFor(() => expect(pool.capacity().spares).toBe(1), 60_000);
  const [spare = ''] = (await lab.engine.list()).filter((id) => !assignments().hosts.has(id));
  const { file, args, env } = lab.engine.shell(spare, 'sudo kill 1');
  await run([file, ...args], { env }).catch(() => {});
  await vi.waitFor(async () => expect(await lab.engine.list()).not.toContain(spare), 60_000);
  await vi.waitFor(() => expect(pool.capacity().spares).toBe(1), 60_000);
});

test('a reset takes a host that is ready, puts it on the LAN of the learner, and keeps nothing of the old one', async () => {
  await vi.waitFor(() => expect(pool.capacity().spares).toBe(1), 60_000);
  const before = pool.status('grace')?.addresses ?? [];
  await asLearner('grace', 'echo mine > ~/mine');
  told.length = 0;
  pool.reset('grace');
  expect(() => pool.shell('grace')).toThrow(HostNotReady);
  await until('grace', 'ready');
  expect(told).toEqual(['grace resetting', 'grace ready']);
  expect(pool.status('grace')?.addresses).toEqual(before);
  const own = await onHost('grace', ['ip', '-6', '-o', 'addr', 'show', 'dev', 'eth0', 'scope', 'global']);
  expect([...own.matchAll(/inet6 (\S+)\/64/g)].map(([, address]) => address).sort()).toEqual(
    before.slice(1).sort(),
  );
  // An address can't be used while it is tentative.
  expect(await onHost('grace', ['ip', '-6', '-o', 'addr', 'show', 'dev', 'eth0', 'tentative'])).toBe('');
  expect(await asLearner('grace', 'ls ~/mine; true')).toBe('');
  const prefix = before[1]?.split(':').slice(0, 4).join(':');
  for (const list of ['incus ls -f csv -c 6', 'lxc ls -f csv -c 6']) {
    const [, address] = /(2001:\S+) \(eth0\)/.exec(await asLearner('grace', list)) ?? [];
    expect(address).toMatch(new RegExp(`^${prefix}:`));
  }
  // The old host is cleared away, and another is made ready.
  await vi.waitFor(() => expect(pool.capacity().spares).toBe(1), 60_000);
  expect(await lab.engine.list()).toHaveLength(3);
});

test('one more than the machine has room for is told so, and what to do', async () => {
  pool.ensure('alan');
  await until('alan', 'ready');
  pool.ensure('edsger');
  expect(pool.status('edsger')).toMatchObject({
    state: 'failed',
    reason: /class is full: .* memory for 3 lab hosts.*larger machine/,
  });
});

test('learners on different hosts cannot reach each other', async () => {
  const [ipv4 = '', gua = ''] = pool.status('grace')?.addresses ?? [];
  for (const address of [gua, `[${gua}]`]) {
    const { code } = await pool.labHost('ada').run(['curl', '-s', '-m', '2', `http://${address}:8888/`]);
    expect(code).not.toBe(0);
  }
  // Both have the same IPv4 address: each is alone on its LAN.
  expect(pool.status('ada')?.addresses[0]).toBe(ipv4);
});

test('a host that was shut down from inside is said to be; it wakes with what was on it, and a reset gives a fresh one', async () => {
  await asLearner('ada', 'echo mine > ~/mine; sync; sudo kill 1').catch(() => {});
  await until('ada', 'at-rest');
  expect(pool.status('ada')?.reason).toMatch(/shut down from inside.*wake it, or reset it/);
  pool.ensure('ada');
  await until('ada', 'ready');
  expect(await asLearner('ada', 'cat ~/mine')).toBe('mine\n');
  pool.reset('ada');
  expect(() => pool.reset('ada')).toThrow(HostNotReady);
  await until('ada', 'ready');
  expect(told.slice(-2)).toEqual(['ada resetting', 'ada ready']);
});

test('a pool made anew after a crash finds whose host is whose', async () => {
  const restarted = newPool();
  expect(await restarted.prepare(() => {})).toEqual({ up: 3, atRest: 0 });
  restarted.ensure('grace');
  await vi.waitFor(() => expect(restarted.status('grace')?.state).toBe('ready'), 60_000);
  expect(restarted.status('grace')?.addresses).toEqual(pool.status('grace')?.addresses);
});
