import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { HostNotReady } from '../../lab-server/hosts/contract.ts';
import { run } from '../../lab-server/hosts/exec.ts';
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

const newPool = () =>
  new HostPool({
    engine: lab.engine,
    assignments: new HostAssignments(path.join(lab.stateDir, 'assignments.json')),
    logger: pino({ level: 'silent' }),
    seed: 'lesson',
    most: 2,
  });

const until = (learner: string, state: HostStatus['state']) =>
  vi.waitFor(() => expect(pool.status(learner)?.state).toBe(state), 60_000);

async function onHost(learner: string, argv: string[]): Promise<string> {
  return (await pool.labHost(learner).run(argv)).stdout;
}

test('the first learner gets the host that was made at the start, at once', () => {
  pool.ensure('ada');
  expect(pool.status('ada')).toMatchObject({ state: 'ready', seed: 'lesson' });
  expect(told).toEqual(['ada ready']);
});

test('the second one gets a host of their own, with its progress told on the way', async () => {
  pool.ensure('grace');
  pool.ensure('grace');
  expect(() => pool.shell('grace')).toThrow(HostNotReady);
  expect(() => pool.reset('grace')).toThrow(/starting; try again/);
  await until('grace', 'ready');
  expect(told.filter((line) => line.startsWith('grace'))).toEqual(['grace starting', 'grace ready']);
  expect(pool.status('grace')?.addresses).not.toEqual(pool.status('ada')?.addresses);
  expect(await onHost('grace', ['ps', '-p', '1', '-o', 'comm='])).toBe('tini\n');
});

test('one more than the machine has room for is told so, and what to do', () => {
  pool.ensure('alan');
  expect(pool.status('alan')).toMatchObject({
    state: 'failed',
    reason: /memory for 2 lab hosts.*Stop and start/,
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

test('a host that was shut down from inside is said to be, and a reset brings it back', async () => {
  const { file, args, env } = pool.shell('ada');
  await run([file, ...args, '-c', 'sudo kill 1'], { env }).catch(() => {});
  await until('ada', 'failed');
  expect(pool.status('ada')?.reason).toMatch(/shut down from inside/);
  pool.reset('ada');
  expect(() => pool.reset('ada')).toThrow(HostNotReady);
  await until('ada', 'ready');
  expect(told.slice(-2)).toEqual(['ada resetting', 'ada ready']);
});

test('a pool made anew after a crash finds whose host is whose', async () => {
  const restarted = newPool();
  expect(await restarted.prepare(() => {})).toBe(2);
  restarted.ensure('grace');
  await vi.waitFor(() => expect(restarted.status('grace')?.state).toBe('ready'), 10_000);
  expect(restarted.status('grace')?.addresses).toEqual(pool.status('grace')?.addresses);
});
