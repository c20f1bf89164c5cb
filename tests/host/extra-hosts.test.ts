import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../../lab-server/common/exec.ts';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import { HostPool } from '../../lab-server/hosts/pool.ts';
import type { HostStatus } from '../../protocol/host.ts';
import { secondOf } from '../../protocol/host-owner.ts';
import { Lab } from '../support/lab.ts';
import { leftOvers } from '../support/machine.ts';

// A learner's second host, and an instructor's copy. lab-server/hosts/extra-hosts.test.ts says which host goes when.

const [ada, grace] = ['l00000000000a', 'l00000000000b'];
const second = secondOf(ada);
const ines = 'i00000000000c';

let lab: Lab;
let pool: HostPool;
beforeAll(async () => {
  lab = await Lab.open('extra-hosts');
  pool = newPool();
  await pool.prepare(() => {});
  for (const learner of [ada, grace]) await up(learner);
  await up(second);
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
    seeding: { scheme: 'fixed', seed: 'lesson' },
    most: 5,
    keep: 0,
    restsAtEnd: false,
  });

async function up(owner: string): Promise<void> {
  pool.ensure(owner);
  await becomes(owner, 'ready');
}

const becomes = (owner: string, state: HostStatus['state']) =>
  vi.waitFor(() => expect(pool.status(owner)?.state).toBe(state), 60_000);

/** The output of a command line in the owner's login shell. */
async function as(owner: string, command: string): Promise<string> {
  const { file, args, env } = pool.shell(owner, command);
  return (await run([file, ...args], { env })).stdout;
}

const page = (owner: string, address = '') =>
  as(owner, `curl -s -g -m 3 'http://[${address}]:8888/' | head -n 1`);

const addressesOf = (owner: string) => pool.status(owner)?.addresses.slice(1) ?? [];

test('the second host and the first reach each other by IPv6, and nobody else reaches either', async () => {
  for (const [from, to] of [
    [ada, second],
    [second, ada],
  ] as const) {
    for (const address of addressesOf(to)) expect(await page(from, address)).toMatch(/^Hostname: /);
  }
  for (const owner of [ada, second]) expect(await page(grace, addressesOf(owner)[0])).toBe('');
  for (const from of [ada, second]) expect(await page(from, addressesOf(grace)[0])).toBe('');
  expect(new Set([ada, second, grace].flatMap(addressesOf)).size).toBe(6);
});

test('no address of another LAN gets from one to the other', async () => {
  // Deprecated, so that it is a source where it is named alone: else it is chosen where it is nearer to the second host's (RFC 6724, rule 8).
  await as(ada, 'sudo ip addr add 2001:db8:ffff::1/128 dev eth0 preferred_lft 0 nodad');
  const [gua] = addressesOf(second);
  expect(await as(ada, `curl -s -g -m 2 --interface 2001:db8:ffff::1 'http://[${gua}]:8888/'; true`)).toBe(
    '',
  );
  expect(await page(ada, gua)).toMatch(/^Hostname: /);
});

test('its prompt says that it is the second one, and that of the first does not', async () => {
  const prompt = 'echo exit | bash -i 2>&1';
  expect(await as(second, prompt)).toContain('(second)');
  expect(await as(ada, prompt)).not.toContain('second');
});

test('it is fresh, and what is done on one is not done on the other', async () => {
  await as(ada, 'echo mine > ~/mine');
  expect(await as(second, 'ls ~')).not.toContain('mine');
  await as(second, 'echo other > ~/other; sudo rm /usr/bin/nmap');
  expect(await as(ada, 'ls ~ /usr/bin/nmap')).toMatch(/nmap\n.*mine/s);
});

test('an instructor gets a copy of a host as it is, which goes on where it was; each is apart from the other', async () => {
  const { file, args, env } = pool.shell(ada, 'while echo >> ~/beats; do sleep 0.1; done');
  const beating = run([file, ...args], { env, timeoutMs: 120_000 }).catch(() => {});
  const beats = async () => Number(await as(ada, 'wc -l < ~/beats'));
  await vi.waitFor(async () => expect(await beats()).toBeGreaterThan(3), 10_000);
  await pool.copy(ada, ines);
  await becomes(ines, 'ready');
  expect(await as(ines, 'cat ~/mine')).toBe('mine\n');
  expect(await as(ines, 'docker ps --format {{.Names}}')).toBe(
    await as(ada, 'docker ps --format {{.Names}}'),
  );
  const before = await beats();
  await vi.waitFor(async () => expect(await beats()).toBeGreaterThan(before), 10_000);
  await as(ines, 'echo changed > ~/mine');
  expect(await as(ada, 'cat ~/mine')).toBe('mine\n');
  expect(await page(ines, addressesOf(ada)[0])).toBe('');
  expect(await page(ada, addressesOf(ines)[0])).toBe('');
  await as(ada, 'pkill -f beats; true');
  await beating;
});

test('what an instructor has prepared takes the place of a learner’s host, on the learner’s LAN', async () => {
  const before = addressesOf(grace);
  await as(grace, 'echo lost > ~/lost');
  await as(ines, 'echo prepared > ~/prepared');
  await pool.copy(ines, grace);
  await becomes(grace, 'ready');
  expect(await as(grace, 'cat ~/prepared; ls ~')).toMatch(/^prepared\n(?!.*lost)/s);
  expect(addressesOf(grace)).toEqual(before);
  expect(await as(ines, 'cat ~/prepared')).toBe('prepared\n');
});

test('a reset of the first ends the second, and a second beside the fresh one reaches it', async () => {
  pool.reset(ada);
  await becomes(second, 'failed');
  await becomes(ada, 'ready');
  await up(second);
  expect(await page(second, addressesOf(ada)[0])).toMatch(/^Hostname: /);
  await pool.release(second);
  expect(await page(ada, addressesOf(second)[0])).toBe('');
});

test('extra hosts that a killed lab server left are found and ended, with all that was theirs', async () => {
  await up(second);
  const there = await lab.engine.list();
  expect(there).toHaveLength(4);
  const next = newPool();
  expect(await next.prepare(() => {})).toEqual({ up: 2, atRest: 0 });
  expect(await lab.engine.list()).toHaveLength(2);
  await next.close();
  expect(leftOvers(lab.stateDir, instanceName(lab.stateDir))).toEqual([]);
});
