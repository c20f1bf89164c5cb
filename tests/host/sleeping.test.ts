import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readContainers, runningOf } from '../../checkers/observe/containers.ts';
import { readListeners } from '../../checkers/observe/listeners.ts';
import { readLsns } from '../../checkers/observe/lsns.ts';
import { readPage } from '../../checkers/observe/page.ts';
import { awakeOn, sleepOn } from '../support/daemons.ts';
import { check, solve, testExercises } from '../support/exercises.ts';
import { Lab, type TestHost } from '../support/lab.ts';

const exercises = await testExercises();
let lab: Lab;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('sleeping');
  host = await lab.host();
});
afterAll(() => lab.close());

const awake = () => awakeOn(host);
const sleep = (stayingUp?: string[]) => sleepOn(host, stayingUp);

/** The state that must be the same before and after. */
async function standing() {
  const { frameworks } = await readContainers(host.trusted);
  const running = runningOf({ frameworks });
  const namespaces = (await readLsns(host.trusted)).filter(({ command }) => !command?.startsWith('lsns '));
  return {
    running,
    listeners: await readListeners(host.trusted),
    namespaces: namespaces.map(({ ns, type, pid }) => ({ ns, type, pid })),
  };
}

test('containers, their proxies and their pages go on while all daemons sleep, and after', async () => {
  const before = await standing();
  const pages = await Promise.all(before.running.map(({ pid }) => readPage(host.trusted, pid as number)));
  const listening = await host.learnerMust('sudo netstat -antp | grep LISTEN | sort');
  expect(before.running).toHaveLength(4);
  expect(listening).toMatch(/:::8888 .*\d+\/docker-proxy/);

  await sleep();
  const read = (pid: number | undefined) => readPage(host.trusted, pid as number);
  expect(await Promise.all(before.running.map(({ pid }) => read(pid)))).toEqual(pages);
  for (const port of [8888, 8080]) {
    for (const version of [4, 6]) {
      expect(await host.learnerMust(`curl -s -${version} http://localhost:${port}/`)).toMatch(/^Hostname: /);
    }
  }
  expect(await host.learnerMust('sudo netstat -antp | grep LISTEN | sort')).toBe(listening);
  expect(await awake()).toEqual([]);

  expect(await standing()).toEqual(before);
  expect(await awake()).not.toEqual([]);
  expect(await host.learnerMust('sudo netstat -antp | grep LISTEN | sort')).toBe(listening);
});

test("the lesson's commands print what they print with the daemons awake", async () => {
  const commands = [
    'docker ps -a',
    'incus ls; incus ls -c n,p',
    'lxc ls; lxc ls -c n,p',
    'podman ps -a --ns',
  ];
  // Times go on, and columns are as wide as they are.
  const times = /[\w ]+ ago +Up [\w ]+? {2,}/g;
  const print = async (command: string) =>
    (await host.learnerMust(command)).replace(times, ' TIME ').replace(/ +/g, ' ');
  for (const command of commands) {
    const printed = await print(command);
    await sleep();
    expect(await print(command), command).toBe(printed);
  }
});

test('the checkers come to the same verdicts', async () => {
  const asked = [];
  for (const exercise of exercises) {
    for (const answer of [await solve(host, exercise), exercise.wrong[0]?.file.answer]) {
      asked.push({ exercise, answer, verdict: await check(exercise, answer, host) });
    }
  }
  const marked = asked.filter((_one, i) => i % 2 === 0).map(({ verdict }) => verdict.status);
  expect(marked).toEqual(exercises.map(() => 'correct'));
  // They run all at once, so that each of them asks a daemon that sleeps.
  for (const turn of [0, 1]) {
    await sleep();
    await Promise.all(
      asked
        .filter((_one, i) => i % 2 === turn)
        .map(async ({ exercise, answer, verdict }) =>
          expect(await check(exercise, answer, host), exercise.exercise.id).toEqual(verdict),
        ),
    );
  }
}, 400_000);

test('a container that ends meanwhile is started again where its restart policy says so', async () => {
  const pidOf = async () => (await host.learnerMust("docker inspect -f '{{.State.Pid}}' whale")).trim();
  const pid = await pidOf();
  await sleep();
  await host.learnerMust(`sudo kill -9 ${pid}`);
  await vi.waitFor(async () => expect(await awake()).toContain('dockerd'), 60_000);
  expect(await pidOf()).not.toBe(pid);
  expect(await host.learnerMust('curl -s --retry 5 --retry-all-errors localhost:8888')).toMatch(
    /Framework: Docker/,
  );
});

test('what was stopped stays stopped, by its framework or from inside, and its port closed', async () => {
  await host.learnerMust('docker stop -t 1 whale; incus stop -f heron');
  const [otter] = runningOf(await readContainers(host.trusted)).filter(
    ({ framework }) => framework === 'lxd',
  );
  await sleep();
  // The signal that means `poweroff` to busybox init.
  await host.learnerMust(`sudo kill -USR2 ${otter?.pid}`);
  await vi.waitFor(async () => {
    expect(await host.learnerMust('lxc ls -c ns -f csv')).toBe('otter,STOPPED\n');
  }, 60_000);
  expect(await host.learnerMust('incus ls -c ns -f csv')).toBe('heron,STOPPED\n');
  expect(await host.learnerMust("docker ps -a --format '{{.State}}'")).toBe('exited\n');
  expect((await readListeners(host.trusted)).map(({ port }) => port)).not.toContain(8888);
  await host.learnerMust('docker start whale; incus start heron; lxc start otter');
  expect(await host.learnerMust('curl -s localhost:8888')).toMatch(/Framework: Docker/);
});

test('after a sleep a container can be stopped, and its port is free', async () => {
  await sleep();
  await host.learnerMust('docker stop -t 1 whale');
  expect((await readListeners(host.trusted)).map(({ port }) => port)).not.toContain(8888);
  await host.learnerMust('docker run -d --rm --name again -p 8888:80 vethlab/whoami');
  expect(await host.learnerMust('curl -s localhost:8888')).toMatch(/Framework: Docker/);
  await host.learnerMust('docker rm -f again; docker start whale');
});

test('what a container prints meanwhile is in its log', async () => {
  await host.learnerMust(
    "docker run -d --name talker vethlab/whoami sh -c 'while [ ! -e /go ]; do sleep 1; done; echo said; sleep 600'",
  );
  const pid = (await host.learnerMust("docker inspect -f '{{.State.Pid}}' talker")).trim();
  await sleep();
  await host.learnerMust(`sudo touch /proc/${pid}/root/go`);
  await vi.waitFor(async () => expect(await awake()).toContain('dockerd'), 60_000);
  await vi.waitFor(async () => expect(await host.learnerMust('docker logs talker')).toBe('said\n'), 60_000);
  await host.learnerMust('docker rm -f talker');
});

/** Work that needs its daemon, with the commands that begin and end it. */
const needed: Record<string, [string, string, string[]]> = {
  'someone follows its events': [
    '(docker events > /dev/null 2>&1 &)',
    'pkill -f "docker events"',
    ['containerd', 'dockerd'],
  ],
  'a stopped container would be started with it': [
    'docker run -d --name always --restart always vethlab/whoami; docker stop -t 0 always',
    'docker rm -f always',
    ['containerd', 'dockerd'],
  ],
  'it answers names on a network of the learner': [
    'docker network create mine; docker run -d --name named --network mine vethlab/whoami',
    'docker rm -f named; docker network rm mine',
    ['containerd', 'dockerd'],
  ],
  'it listens on a port itself': [
    'lxc config set core.https_address :8443',
    'lxc config unset core.https_address',
    ['lxd'],
  ],
};
for (const [why, [begin, end, staying]] of Object.entries(needed)) {
  test(`a daemon does not sleep while ${why}`, async () => {
    await host.learnerMust(begin);
    await sleep(staying);
    await sleep(staying);
    await host.learnerMust(end);
    await sleep();
  });
}

test('containerd comes back when it is killed, with a dockerd that sees its containers', async () => {
  const before = await readContainers(host.trusted);
  await host.learnerMust('docker ps; sudo pkill -9 -x containerd');
  await vi.waitFor(
    async () => expect(await host.learnerMust('docker exec $(docker ps -q | head -1) echo in')).toBe('in\n'),
    { timeout: 60_000, interval: 500 },
  );
  expect((await readContainers(host.trusted)).frameworks).toEqual(before.frameworks);
  await sleep();
});

test('a second daemon can no more be started by hand than with the first awake', async () => {
  await sleep();
  expect((await host.learner('sudo timeout 20 dockerd')).stderr).toMatch(
    /process with PID \d+ is still running/,
  );
});

test('after LAB_SLEEP_AFTER seconds without use a daemon sleeps by itself, and wakes for the next', async () => {
  await sleep();
  await host.learnerMust('(sudo LAB_SLEEP_AFTER=1 setsid lab-daemons lxd > /dev/null 2>&1 < /dev/null &)');
  await vi.waitFor(async () => expect(await awake()).toEqual(['lxd']), 60_000);
  for (const _ of ['once', 'again']) {
    await vi.waitFor(async () => expect(await awake()).toEqual([]), 60_000);
    expect(await host.learnerMust('lxc ls -c ns -f csv')).toBe('otter,RUNNING\n');
  }
});
