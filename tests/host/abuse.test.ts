import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readContainers, runningOf } from '../../checkers/observe/containers.ts';
import { defaultLimits } from '../../lab-server/hosts/limits.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { Lab, type TestHost } from '../support/lab.ts';

let lab: Lab;
let mallory: TestHost;
let ada: TestHost;
beforeAll(async () => {
  lab = await Lab.open('abuse');
  mallory = await lab.host('mallory');
  ada = await lab.host('ada');
});
afterAll(() => lab.close());

// Processes without end are tried in isolation.test.ts, memory and disk in engine.test.ts.

/** Whatever one learner does, the other one works and is marked as before. */
afterEach(async () => {
  expect(await ada.learnerMust('echo hello && curl -s localhost:8888 | head -n 1')).toMatch(
    /^hello\nHostname: /,
  );
  expect(runningOf(await readContainers(ada.trusted))).toHaveLength(4);
});

/** Runs it until it ends by itself or its time is over; what it has started goes on. */
const abuse = (command: string, timeoutMs: number) => mallory.learner(command, timeoutMs).catch(() => {});

test('so many open sockets and files leave the machine some', async () => {
  const open =
    'for i in $(seq 10000); do exec {s}<> /dev/tcp/127.0.0.1/8888 || break; done 2> /dev/null; echo $i; sleep 60';
  await Promise.all([abuse(`ulimit -n $(ulimit -Hn); ${open}`, 6_000), abuse(open, 6_000)]);
  const [used = 0, , most = 0] = readFileSync('/proc/sys/fs/file-nr', 'utf8').split('\t').map(Number);
  expect(used).toBeLessThan(most / 2);
});

test('a flood of containers ends at the limits of its own host', async () => {
  await abuse('for i in $(seq 200); do docker run -d vethlab/whoami > /dev/null || break; done', 8_000);
  const { processes, memoryBytes } = await lab.engine.usage('mallory');
  expect(processes).toBeLessThanOrEqual(defaultLimits().processes);
  expect(memoryBytes).toBeLessThanOrEqual(defaultLimits().memoryBytes);
});

test('a reset mends a host, whatever was done to it', async () => {
  await lab.engine.reset('mallory', lesson, 'mallory', () => {});
  expect(await mallory.learnerMust("docker ps --format '{{.Names}}'")).toBe('whale\n');
});
