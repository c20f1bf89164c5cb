import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { must } from '../../lab-server/common/exec.ts';
import { releaseIds } from '../../lab-server/hosts/engines/namespaces/ids.ts';
import { halt } from '../../lab-server/hosts/engines/namespaces/teardown.ts';
import { HostCgroups } from '../../lab-server/hosts/engines/shared/cgroups.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import { endTerminals } from '../../lab-server/setup/unprivileged.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { ApiClient } from '../support/client.ts';
import { leftOvers, processOf } from '../support/machine.ts';
import { npmStart, type RunningServer, type StartOptions } from '../support/server.ts';
import { shows, typesOnHost } from '../support/types-on-host.ts';
import { TerminalWindow } from '../support/window.ts';

const running: RunningServer[] = [];
const start = async (options: StartOptions) => {
  // A host is made at the start, as by itself.
  const server = await npmStart({ ...options, env: { WARM_HOSTS: '1', ...options.env } });
  running.push(server);
  return server;
};
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

const leftOf = (stateDir: string) => leftOvers(stateDir, instanceName(stateDir));

test('comes up with each step said, serves the course and a ready lab host, and Ctrl-C leaves nothing', async () => {
  const server = await start({ name: 'start' });
  const url = await server.url();
  for (const step of ['This machine', 'Debian packages', 'Pages', 'Lab image', 'Lab host']) {
    expect(server.output).toMatch(new RegExp(`^  ${step} +\\S`, 'm'));
  }
  expect(await (await fetch(url)).text()).toContain('Containers on the Network');
  const learner = new ApiClient(url);
  await learner.join();
  expect((await learner.call(api.host.status)).body).toMatchObject({ state: 'ready', seed: 'lesson' });
  await expectNothingScored(learner);
  expect((await learner.call(api.terminals.open, { body: { cols: 80, rows: 24 } })).status).toBe(201);
  await server.stop('SIGINT');
  expect(server.output).toContain('nothing is left running');
  // It ends by the signal when npm's own shell does not wait, and never with an error.
  expect([0, 'SIGINT']).toContain(await server.ended);
  expect(leftOf(server.stateDir)).toEqual([]);
});

/**
 * The start state scores nothing, and neither does an empty answer. Two tasks are enough here, since exercises.test.ts shows that no task is
 * done from the start.
 */
async function expectNothingScored(learner: ApiClient): Promise<void> {
  const { exercises } = (await learner.call(api.exercises.list)).body;
  expect(exercises.length).toBeGreaterThan(10);
  const isTask = ({ answer }: { answer: { properties?: object } }) =>
    Object.keys(answer.properties ?? {}).length === 0;
  const more = exercises.filter(isTask).slice(2);
  for (const exercise of exercises) {
    const { id, start } = exercise;
    if (more.includes(exercise) && start !== 'due') continue;
    const { status, body } = await learner.call(api.exercises.answer, {
      params: { id },
      body: { answer: {} },
    });
    if (start === 'due') expect(status, id).toBe(409);
    else if (isTask(exercise)) expect(body.verdict, id).toMatchObject({ status: 'incorrect', score: 0 });
    else expect(status, id).toBe(422);
  }
  const questions = (await learner.call(api.exercises.list)).body.exercises.filter(
    (one: { answer: object }) => !isTask(one),
  );
  expect(questions.map(({ standing }: { standing: unknown }) => standing)).toEqual(questions.map(() => null));
  const { possible } = (await learner.call(api.learner.me)).body.points;
  const all = exercises.map(({ points }: { points: number }) => points);
  expect(possible).toBe(all.reduce((sum: number, one: number) => sum + one, 0));
}

test('stopped while its lab host is being made, it leaves nothing either', async () => {
  const server = await start({ name: 'stopped-early' });
  await vi.waitFor(() => expect(server.output).toMatch(/starting the frameworks/), 60_000);
  await server.stop('SIGINT');
  expect(leftOf(server.stateDir)).toEqual([]);
});

test('killed in the middle, learner, host, terminals and marks go on, and the next start has them all', async () => {
  const first = await start({ name: 'killed' });
  const learner = new ApiClient(await first.url());
  await learner.join('Grace');
  const window = await TerminalWindow.open(learner);
  await shows(window, '$ ');
  window.type('echo before-$((6*7)) | tee mine\r');
  await shows(window, 'before-42\r\n');
  const answer = { systems: ['docker'] };
  await learner.call(api.exercises.answer, { params: { id: 'container-systems' }, body: { answer } });
  await first.stop('SIGKILL');
  expect(leftOf(first.stateDir)).not.toEqual([]);
  // There is no web server now, and the terminal works all the same.
  window.type('echo alone-$((6*7))\r');
  await shows(window, 'alone-42\r\n');

  const second = await start({ name: 'killed', keep: true });
  const again = new ApiClient(await second.url());
  again.cookie = learner.cookie;
  expect(second.output).toContain('1 still running');
  expect((await again.call(api.learner.me)).body.name).toBe('Grace');
  await vi.waitFor(async () => {
    expect((await again.call(api.host.status)).body.state).toBe('ready');
  }, 60_000);
  const { body } = await again.call(api.exercises.attempts, { params: { id: 'container-systems' } });
  expect(body.attempts).toMatchObject([{ answer, counted: true }]);
  expect((await again.call(api.terminals.list)).body.terminals).toHaveLength(1);
  window.type('cat mine; exit 3\r');
  await vi.waitFor(() => expect(window.closed).toBe(1000), 60_000);
  expect(window.text.match(/before-42\r\n/g)).toHaveLength(2);
  const next = await TerminalWindow.open(again);
  await shows(next, '$ ');
  await second.stop();
  expect(leftOf(second.stateDir)).toEqual([]);
});

test('the web server is an ordinary user, and killed it begins anew while terminals go on', async () => {
  const server = await start({ name: 'web-killed' });
  const learner = new ApiClient(await server.url());
  await learner.join();
  const window = await TerminalWindow.open(learner);
  await shows(window, '$ ');
  const [web, terminals] = ['web.ts', 'terminals.ts'].map((name) => processOf(server.stateDir, name));
  for (const pid of [web, terminals]) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(/^Uid:(\s+9\d{8}){4}$/m);
    expect(status).toMatch(/^Gid:(\s+9\d{8}){4}$/m);
    expect(status).toMatch(/^Groups:\s*$/m);
    for (const set of ['Inh', 'Prm', 'Eff', 'Bnd', 'Amb'])
      expect(status).toMatch(new RegExp(`^Cap${set}:\\s+0+$`, 'm'));
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(readdirSync(`/proc/${pid}/root`).sort()).toEqual(visible);
    expect(readdirSync(`/proc/${pid}/root/app/.vethlab`)).toEqual(['site']);
  }
  process.kill(Number(web), 'SIGKILL');
  await vi.waitFor(
    () => expect(server.output).toContain('The web server ended (killed); it is started again.'),
    60_000,
  );
  window.type('echo still-$((6*7))\r');
  await shows(window, 'still-42\r\n');
  await vi.waitFor(async () => expect((await learner.call(api.learner.me)).status).toBe(200), 60_000);
  const answer = { count: 4 };
  const attempt = await learner.call(api.exercises.answer, { params: { id: 'how-many' }, body: { answer } });
  expect(attempt.body.verdict.status).toBe('correct');
  await shows(await TerminalWindow.open(learner), '$ ');
  await server.stop();
  expect(leftOf(server.stateDir)).toEqual([]);
});

/** Everything in the web server's file system: programs, our code, learners' data, the socket. */
const visible = [
  ...['app', 'data', 'dev', 'etc', 'proc', 'run', 'tmp', 'usr'],
  ...['bin', 'lib', 'lib32', 'lib64', 'sbin'].filter((name) => existsSync(`/${name}`)),
].sort();

test('stopped, its hosts go to rest, and the next start wakes a learner’s with what was on it', async () => {
  const first = await start({ name: 'stopped' });
  const learner = new ApiClient(await first.url());
  await learner.join('Grace');
  await typesOnHost(
    learner,
    'docker run -d --restart always --name duck vethlab/whoami; echo mi"ne" > mine; sync; echo do"ne"',
    'done\r\n',
  );
  await first.stop('SIGTERM');
  expect(leftOf(first.stateDir)).toEqual([]);

  const second = await start({ name: 'stopped', keep: true });
  const again = new ApiClient(await second.url());
  again.cookie = learner.cookie;
  expect(second.output).toContain('1 at rest');
  await typesOnHost(again, 'cat mine; docker ps', 'duck');
  const { woken } = (await again.call(api.host.status)).body;
  expect(woken).toMatchObject({ cut: false, older: false });
  expect(woken.containers).toContainEqual({ framework: 'docker', name: 'duck', back: true });
  // A reset gives a fresh one all the same.
  await again.call(api.host.reset);
  await typesOnHost(again, 'ls mine; echo en"d"', 'end\r\n');
  expect((await again.call(api.host.status)).body.woken).toBeUndefined();
  await second.stop('SIGTERM');
  expect(leftOf(second.stateDir)).toEqual([]);
});

test('after a reboot learners come back to their host and their marks, and are told that it was cut off', async () => {
  const first = await start({ name: 'rebooted' });
  const learner = new ApiClient(await first.url());
  await learner.join('Grace');
  await typesOnHost(learner, 'echo before-$((6*7)) | tee mine; sync', 'before-42\r\n');
  await learner.call(api.exercises.answer, { params: { id: 'how-many' }, body: { answer: { count: 4 } } });
  await first.stop('SIGKILL');
  // What a reboot does: every process ends, and with it mounts, namespaces and /run.
  await powerOff(first.stateDir);

  const second = await start({ name: 'rebooted', keep: true });
  const again = new ApiClient(await second.url());
  again.cookie = learner.cookie;
  expect((await again.call(api.learner.me)).body).toMatchObject({ name: 'Grace', points: { earned: 1 } });
  await typesOnHost(again, 'cat mine', 'before-42\r\n');
  expect((await again.call(api.host.status)).body.woken).toMatchObject({ cut: true });
  await second.stop();
  expect(leftOf(second.stateDir)).toEqual([]);
});

/** Ends every process of a lab server that was killed, and removes everything that a reboot would. */
async function powerOff(stateDir: string): Promise<void> {
  await endTerminals(stateDir);
  for (const id of readdirSync(path.join(stateDir, 'hosts'))) {
    const dir = path.join(stateDir, 'hosts', id);
    await halt(dir, new HostCgroups(instanceName(stateDir), id));
    releaseIds(dir);
  }
}

test('a port that is taken is said in one line with who has it, and nothing is begun', async () => {
  const port = await freePort();
  const holder = createServer().listen(port, '127.0.0.1');
  const server = await start({ name: 'port-taken', port });
  expect(await server.ended).toBe(1);
  holder.close();
  expect(server.output.trim().split('\n').at(-1)).toMatch(
    new RegExp(`^vethlab: port ${port} is in use by pid ${process.pid} \\(.+\\); set PORT .* or stop`),
  );
  expect(existsSync(server.stateDir)).toBe(false);
});

test('two lab servers do not share a state folder', async () => {
  const first = await start({ name: 'shared' });
  await first.url();
  const second = await start({ name: 'shared', keep: true });
  expect(await second.ended).toBe(1);
  expect(second.output).toMatch(/a lab server of this folder runs already, as process \d+/);
});

test('in a network namespace without a network all of it works', async () => {
  const prefix = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  const server = await start({ name: 'offline', prefix });
  const url = await server.url();
  const inside = ['nsenter', '-t', String(server.child.pid), '--net', 'curl', '-sS', '--fail'];
  const json = ['-H', 'content-type: application/json'];
  const jar = `${server.stateDir}/cookies`;
  await must([
    ...inside,
    '-c',
    jar,
    ...json,
    '-d',
    '{"name":"Ada"}',
    new URL(pathOf(api.learner.join), url).href,
  ]);
  expect(await must([...inside, '-b', jar, new URL(pathOf(api.host.status), url).href])).toContain(
    '"state":"ready"',
  );
  const answer = JSON.stringify({ answer: { count: 4 } });
  const attempt = await must([
    ...inside,
    '-b',
    jar,
    ...json,
    '-d',
    answer,
    new URL(pathOf(api.exercises.answer, { params: { id: 'how-many' } }), url).href,
  ]);
  expect(JSON.parse(attempt).verdict.status).toBe('correct');
});

test('a user who is not root is told to use sudo, and nothing is made', async () => {
  const child = spawn('setpriv', ['--reuid=65534', '--clear-groups', 'sh', 'lab-server/setup/run.sh', 'x']);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
  expect(said).toMatch(/^vethlab: .*sudo npm start\)\.\n$/);
});
