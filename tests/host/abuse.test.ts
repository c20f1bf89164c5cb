import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readContainers, runningOf } from '../../checkers/observe/containers.ts';
import { defaultHostSettings } from '../../lab-server/hosts/engines/namespaces/host-settings.ts';
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

// isolation.test.ts tries processes without end, and engine.test.ts memory and disk.

/** Checks that another learner works and is marked as before, whatever one learner does. */
afterEach(async () => {
  expect(await ada.learnerMust('echo hello && curl -s localhost:8888 | head -n 1')).toMatch(
    /^hello\nHostname: /,
  );
  expect(runningOf(await readContainers(ada.trusted))).toHaveLength(4);
});

/** Runs it until it ends by itself or its time is over. Programs that it has started go on. */
const abuse = (command: string, timeoutMs: number) => mallory.learner(command, timeoutMs).catch(() => {});

test('a flood of open sockets and files leaves the machine some', async () => {
  const open =
    'for i in $(seq 10000); do exec {s}<> /dev/tcp/127.0.0.1/8888 || break; done 2> /dev/null; echo $i; sleep 60';
  await Promise.all([abuse(`ulimit -n $(ulimit -Hn); ${open}`, 6_000), abuse(open, 6_000)]);
  const [used = 0, , most = 0] = readFileSync('/proc/sys/fs/file-nr', 'utf8').split('\t').map(Number);
  expect(used).toBeLessThan(most / 2);
});

test('a flood of containers ends at the limits of its own host', async () => {
  await abuse('for i in $(seq 200); do docker run -d vethlab/whoami > /dev/null || break; done', 8_000);
  const { processes, memoryBytes } = await lab.engine.usage('mallory');
  expect(processes).toBeLessThanOrEqual(defaultHostSettings().limits.processes);
  expect(memoryBytes).toBeLessThanOrEqual(defaultHostSettings().limits.memoryBytes);
});

test('a reset mends a host, whatever was done to it', async () => {
  await lab.engine.reset('mallory', lesson, 'mallory', () => {});
  expect(await mallory.learnerMust("docker ps --format '{{.Names}}'")).toBe('whale\n');
});
