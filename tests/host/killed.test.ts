// Any process of the lab server may end at any moment. Another takes its place, and confirmed answers are kept.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { processWith, signal } from '../../lab-server/common/process.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from '../support/client.ts';
import { leftOvers, processOf } from '../support/machine.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { TerminalWindow } from '../support/window.ts';

let server: RunningServer;
let learner: ApiClient;
beforeAll(async () => {
  server = await npmStart({ name: 'each-killed' });
  learner = new ApiClient(await server.url());
  await learner.join();
});
afterAll(() => server.stop());

const noted = (file: string): number =>
  JSON.parse(readFileSync(path.join(server.stateDir, file), 'utf8')).pid;
const pidOf = {
  'host-maker': () => noted('lock'),
  terminals: () => noted('terminals.json'),
  web: () => Number(processOf(server.stateDir, 'web.ts')),
};
type Name = keyof typeof pidOf;

/** Once the lab server answers again. */
async function isBack(): Promise<void> {
  await vi.waitFor(
    async () => {
      expect((await learner.call(api.learner.me)).status).toBe(200);
      expect((await learner.call(api.host.status)).body.state).toBe('ready');
    },
    { timeout: 60_000, interval: 20 },
  );
}

/** Answers one question again and again, until it is told to stop. @returns how many answers were confirmed. */
function answering(): { stop(): Promise<number> } {
  let stopped = false;
  const work = (async () => {
    let confirmed = 0;
    while (!stopped) {
      const asked = await learner
        .call(api.exercises.answer, { params: { id: 'how-many' }, body: { answer: { count: 17 } } })
        .catch(() => undefined);
      if (asked?.status === 201) confirmed++;
      else await sleep(50); // not there, or too many at once
    }
    return confirmed;
  })();
  return {
    stop() {
      stopped = true;
      return work;
    },
  };
}

const attempts = async (): Promise<number> =>
  (await learner.call(api.exercises.attempts, { params: { id: 'how-many' } })).body.attempts.length;

test.for<Name[]>([
  ['web'],
  ['terminals'],
  ['host-maker'],
  ['terminals', 'web'],
  ['host-maker', 'web'],
  ['host-maker', 'terminals'],
  ['host-maker', 'terminals', 'web'],
])('killed: %s; it is back with every confirmed answer, and a terminal opens', async (names) => {
  await isBack();
  const window = await TerminalWindow.open(learner);
  await vi.waitFor(() => expect(window.text).toContain('$ '), 60_000);
  const before = await attempts();
  const answers = answering();
  await vi.waitFor(async () => expect(await attempts()).toBeGreaterThan(before), 60_000);
  // The kill comes while one of the answers is being checked. Whichever process was killed, the web server is a new one afterwards.
  const web = pidOf.web();
  const processes = await Promise.all(names.map((name) => processWith(pidOf[name]())));
  // One may have ended with another.
  for (const one of processes) await signal(one, 'SIGKILL');
  await vi.waitFor(() => expect(pidOf.web()).not.toBe(web), { timeout: 60_000, interval: 20 });
  await isBack();
  const confirmed = await answers.stop();
  expect(await attempts()).toBeGreaterThanOrEqual(before + confirmed);
  if (names.includes('terminals')) {
    await vi.waitFor(async () => {
      expect((await learner.call(api.terminals.list)).body.terminals).toEqual([]);
    }, 60_000);
  } else {
    window.type('echo same-$((6*7))\r');
    await vi.waitFor(() => expect(window.text).toContain('same-42\r\n'), 60_000);
  }
  const next = await TerminalWindow.open(learner);
  await vi.waitFor(() => expect(next.text).toContain('$ '), 60_000);
  for (const { id } of (await learner.call(api.terminals.list)).body.terminals) {
    await learner.call(api.terminals.end, { params: { id } });
  }
});

test('killed again before it is up, and in the middle of a reset, it comes back all the same', async () => {
  await isBack();
  await learner.call(api.host.reset);
  for (const name of ['terminals', 'host-maker', 'terminals'] as const) {
    const pid = pidOf[name]();
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(pidOf[name]()).not.toBe(pid), { timeout: 60_000, interval: 20 });
  }
  await isBack();
  const window = await TerminalWindow.open(learner);
  await vi.waitFor(() => expect(window.text).toContain('$ '), 60_000);
});

test('it is said to whoever started it, and at its end nothing is left', async () => {
  expect(server.output).toContain('The web server ended (killed); it is started again.');
  expect(server.output).toContain("The terminals' process ended (killed); it is started again.");
  expect(server.output).toContain('vethlab: the lab server was killed (signal 9); it is started again.');
  await server.stop();
  expect(leftOvers(server.stateDir, instanceName(server.stateDir))).toEqual([]);
});

test.for(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
  '%s to npm alone ends all in order',
  async (signal) => {
    const another = await npmStart({ name: 'npm-ended' });
    await another.url();
    another.child.kill(signal);
    await another.ended;
    await vi.waitFor(() => {
      expect(leftOvers(another.stateDir, instanceName(another.stateDir))).toEqual([]);
      expect(another.output).toContain('nothing is left running');
    }, 60_000);
  },
);
