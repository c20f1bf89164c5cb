// The behaviour of lab hosts on which the rest of the lab server may count. It is tested on real hosts, and on the stand-ins of other tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../lab-server/common/exec.ts';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { HostNotReady, type LearnerHosts, type ShellCommand } from '../../lab-server/hosts/contract.ts';
import { HostPool } from '../../lab-server/hosts/pool.ts';
import { LocalHosts } from '../../lab-server/testing/local-hosts.ts';
import type { HostStatus } from '../../protocol/host.ts';
import { Lab } from '../support/lab.ts';

interface Made {
  hosts: LearnerHosts;
  /** Makes a host that is being reset ready, when that does not come by itself. */
  afterReset(learner: string): void;
  close(): Promise<void>;
}

async function pool(): Promise<Made> {
  const lab = await Lab.open('hosts-contract');
  const hosts = new HostPool({
    engine: lab.engine,
    assignments: new HostAssignments(path.join(lab.stateDir, 'assignments.json')),
    logger: pino({ level: 'silent' }),
    keep: 0,
  });
  return {
    hosts,
    afterReset() {},
    async close() {
      await hosts.close();
      await lab.close();
    },
  };
}

async function standIn(): Promise<Made> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vethlab-test-'));
  const hosts = new LocalHosts(folder);
  return {
    hosts,
    afterReset: (learner) => hosts.setStatus(learner, {}),
    close: async () => rmSync(folder, { recursive: true }),
  };
}

const output = async ({ file, args, env }: ShellCommand, input?: string) =>
  run([file, ...args], { env, ...(input !== undefined && { input }) });

describe.each([
  ['HostPool', pool],
  ['LocalHosts', standIn],
])('%s', (_name, make) => {
  let made: Made;
  let hosts: LearnerHosts;
  const heard: [learner: string, state: HostStatus['state']][] = [];
  let unfollow: () => void;
  beforeAll(async () => {
    made = await make();
    hosts = made.hosts;
    unfollow = hosts.onStatus((learner, { state }) => void heard.push([learner, state]));
  });
  afterAll(() => made?.close());

  const becomes = (learner: string, state: HostStatus['state']) =>
    expect
      .poll(() => hosts.status(learner)?.state + (hosts.status(learner)?.reason ?? ''), { timeout: 120_000 })
      .toBe(state);

  const refusesAll = (learner: string) => {
    expect(() => hosts.shell(learner)).toThrow(HostNotReady);
    expect(() => hosts.dialer(learner, { address: '127.0.0.1', port: 1 })).toThrow(HostNotReady);
    expect(() => hosts.files(learner, { do: 'list' })).toThrow(HostNotReady);
    expect(() => hosts.labHost(learner)).toThrow(HostNotReady);
    expect(() => hosts.seenHost(learner)).toThrow(HostNotReady);
  };

  test('a learner who never asked for a host has none', async () => {
    expect(hosts.status('ada')).toBeUndefined();
    refusesAll('ada');
    await hosts.release('ada');
    expect(hosts.status('ada')).toBeUndefined();
  });

  test('a host that is asked for becomes ready, and says where it is; asking again changes nothing', async () => {
    hosts.ensure('ada');
    await becomes('ada', 'ready');
    const status = hosts.status('ada');
    expect(status?.addresses.length).toBeGreaterThan(0);
    expect(heard.at(-1)).toEqual(['ada', 'ready']);
    const { length } = heard;
    hosts.ensure('ada');
    expect(hosts.status('ada')).toEqual(status);
    expect(heard).toHaveLength(length);
  });

  test('a command runs in the learner’s home, and a check looks at the same host', async () => {
    const said = await output(hosts.shell('ada', 'echo here > mark; pwd; echo "$HOME"; exit 3'));
    const [where, home] = said.stdout.trim().split('\n');
    expect(said.code).toBe(3);
    expect(where).toBe(home);
    expect((await output(hosts.shell('ada', 'cat mark'))).stdout).toBe('here\n');
    expect(await hosts.labHost('ada').run(['sh', '-c', 'echo seen; exit 4'])).toMatchObject({
      code: 4,
      stdout: 'seen\n',
    });
  });

  test('a file that is put is listed and given back; one that is not there is said by errno', async () => {
    const put = await output(hosts.files('ada', { do: 'put', name: 'notes.txt', bytes: 5 }), 'hello');
    expect(put.stdout).toBe('OK\nnotes.txt');
    const again = await output(hosts.files('ada', { do: 'put', name: 'notes.txt', bytes: 3 }), 'two');
    expect(again.stdout).toBe('OK\nnotes (2).txt');
    expect((await output(hosts.files('ada', { do: 'list' }))).stdout).toMatch(
      /^OK\n[\s\S]*5 \S+ notes.txt\0/,
    );
    expect((await output(hosts.files('ada', { do: 'get', name: 'notes.txt' }))).stdout).toBe('OK\nhello');
    expect((await output(hosts.files('ada', { do: 'get', name: 'none' }))).stdout).toBe('ENOENT\n');
    const edit = hosts.files('ada', { do: 'edit', sudo: false });
    expect((await output(edit, 'read\0~/notes.txt\0\0')).stdout).toMatch(
      /^OK\ndone\0\/.*\/notes\.txt\0[0-9a-f]{64}\0w\0hello$/,
    );
  });

  test('a port that nobody listens on is said by errno', async () => {
    const { stdout } = await output(hosts.dialer('ada', { address: '127.0.0.1', port: 9 }));
    expect(stdout).toBe('ECONNREFUSED\n');
  });

  test('a reset is told, refuses all meanwhile, and leaves nothing of what was done', async () => {
    const { seed } = hosts.status('ada') ?? {};
    hosts.reset('ada');
    expect(hosts.status('ada')?.state).toBe('resetting');
    refusesAll('ada');
    expect(() => hosts.reset('ada')).toThrow(HostNotReady);
    made.afterReset('ada');
    await becomes('ada', 'ready');
    expect(heard.map(([, state]) => state)).toContain('resetting');
    expect(hosts.status('ada')?.seed).toBe(seed);
    expect((await output(hosts.shell('ada', 'ls'))).stdout).not.toContain('notes');
  });

  test('a host that is released is gone; the next is of the same scenario', async () => {
    const { seed } = hosts.status('ada') ?? {};
    await hosts.release('ada');
    expect(hosts.status('ada')).toBeUndefined();
    refusesAll('ada');
    // It is asked for by a reset when there is no host to reset.
    hosts.reset('ada');
    await becomes('ada', 'ready');
    expect(hosts.status('ada')?.seed).toBe(seed);
  });

  test('whoever has ended the subscription hears nothing more', async () => {
    unfollow();
    const { length } = heard;
    await hosts.release('ada');
    expect(heard).toHaveLength(length);
  });
});
