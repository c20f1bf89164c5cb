// The lab server with the machine engine, on a machine of 1 GiB that has all four frameworks: one of our own lab hosts.
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { solve, testExercises } from '../support/exercises.ts';
import type { TestHost } from '../support/lab.ts';
import { type SeatedLearner, SharedMachine, STATE } from '../support/shared-machine.ts';
import type { TerminalWindow } from '../support/window.ts';

const LEARNERS = 20;
const GIB = 2 ** 30;
const PROVISION = 'node_modules/.bin/node lab-server/commands/lab.ts provision';

let machine: SharedMachine;
/** The same as the machine's owner would: with sudo, as pi. */
let pi: TestHost;
const learners: SeatedLearner[] = [];

const provision = (words: string) => machine.must(`${PROVISION} ${words} < /dev/null`);

/** Types a command line into a learner's terminal. Returns its output and its status. */
async function type(terminal: TerminalWindow, command: string): Promise<{ printed: string; status: number }> {
  const from = terminal.text.length;
  terminal.type(`${command}; printf 'status%s%d.\\n' - $?\r`);
  const end = /status-(\d+)\./;
  await vi.waitFor(() => expect(terminal.text.slice(from)).toMatch(end), 60_000);
  const text = terminal.text.slice(from);
  // The echo of the typed text comes first.
  const printed = stripVTControlCharacters(text.slice(text.indexOf('\n') + 1));
  return { printed, status: Number(end.exec(text)?.[1]) };
}

beforeAll(async () => {
  machine = await SharedMachine.open('machine');
  pi = machine.host;
});
afterAll(() => machine?.close());

describe('provision', () => {
  test('says what it would do, and does nothing unless it is told to', async () => {
    const { code, stdout, stderr } = await machine.asRoot(
      `${PROVISION} lxd podman --scenario easy-7 < /dev/null`,
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /Podman: make the container loon \(port 7001\), as pi\n.*LXD: make the container pike/,
    );
    expect(stderr).toMatch(/say --yes/);
    expect(await pi.learnerMust('podman ps -a; lxc ls')).not.toMatch(/loon|pike/);
  });

  test('a port that is taken is said, with whose it is and the way out', async () => {
    await pi.learnerMust('podman run -d --rm --name taker -p 7001:80 vethlab/whoami');
    const { code, stderr } = await machine.asRoot(`${PROVISION} --scenario easy-7 --yes`);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Port 7001 is in use by rootlessport\. Stop that, or .*--scenario/);
    await pi.learnerMust('podman rm -f -t 0 taker');
  });

  test('makes what is missing beside what is there, and nothing twice', async () => {
    expect(await provision('--scenario easy-7 --yes')).toMatch(/Done\. ENGINE=machine npm start/);
    expect(await pi.learnerMust('podman ps')).toMatch(/seal[\s\S]*loon|loon[\s\S]*seal/);
    expect(await pi.learnerMust('lxc ls -c n,s -f csv')).toMatch(
      /otter,RUNNING\npike,RUNNING\nplaice,RUNNING/,
    );
    expect(await provision('--scenario easy-7 --yes')).toMatch(/All of it is there/);
  });
});

describe(`${LEARNERS} learners on it`, () => {
  beforeAll(async () => {
    expect(await machine.start()).toMatch(/Shared host +this machine, 7 containers run/);
    for (let i = 0; i < LEARNERS; i++) learners.push(await machine.join(`Learner ${i}`));
  });

  const learner = (i = 0) => learners[i] as (typeof learners)[number];
  const typed = (command: string, i = 0) => type(learner(i).terminal, command);

  test('all fit, with four frameworks and their containers, and nothing was ended for want of memory', async () => {
    const used = await Promise.all(learners.map((_one, i) => typed('docker ps -q | wc -l', i)));
    expect(used.map(({ printed }) => printed.trim().split(/\s/)[0])).toEqual(Array(LEARNERS).fill('1'));
    expect((await machine.lab.engine.usage('pi')).memoryBytes).toBeLessThan(GIB);
    expect(await machine.lab.timesOutOfMemory('pi')).toBe(0);
  });

  test('the lesson’s commands are typed as they are printed', async () => {
    expect((await typed('sudo lsns -t net')).printed).toMatch(/NS TYPE(?:[\s\S]* net ){8}/);
    expect((await typed('sudo netstat -antp')).printed).toMatch(/:::8888 .*LISTEN +\d+\/docker-proxy/);
    expect((await typed('docker ps')).printed).toMatch(/vethlab\/whoami[\s\S]*whale/);
    expect((await typed('podman ps')).printed).toMatch(/seal/);
    expect((await typed('incus ls -c n,p')).printed).toMatch(/heron +\| \d+/);
    expect((await typed('lxc ls')).printed).toMatch(/otter[\s\S]*plaice/);
    const { printed } = await typed(
      "PID=$(docker inspect -f '{{.State.Pid}}' whale); sudo nsenter -t $PID -n ip addr",
    );
    expect(printed).toMatch(/inet 172\.17\.0\.2\/16/);
    expect((await typed('nmap localhost')).printed).toMatch(/8888\/tcp open/);
    expect((await typed('curl -s http://localhost:8888/')).printed).toMatch(/Framework: Docker/);
  });

  test('answers are marked by what runs on the machine', async () => {
    const exercises = (await testExercises()).filter(({ exercise }) => exercise.number <= 5);
    expect(exercises).toHaveLength(5);
    for (const one of exercises) {
      const answer = await solve(pi, one);
      const { status, body } = await learner().client.call(api.exercises.answer, {
        params: { id: one.exercise.id },
        body: {
          answer,
        },
      });
      expect([status, body?.verdict?.status], one.exercise.id).toEqual([201, 'correct']);
    }
    const wrong = await learner(1).client.call(api.exercises.answer, {
      params: { id: 'how-many' },
      body: {
        answer: { count: 99 },
      },
    });
    expect(wrong.body.verdict.status).toBe('incorrect');
  });

  test('a task, which changes a host, takes no answers and says why', async () => {
    const { status, body } = await learner().client.call(api.exercises.answer, {
      params: { id: 'own-bridge' },
      body: {
        answer: {},
      },
    });
    expect(status).toBe(409);
    expect(body.detail).toMatch(/one that all share is not to be changed/);
  });

  // Actions that would make a learner root, or change something for others.
  test.each([
    ['sudo bash'],
    ['sudo -i'],
    ['/usr/bin/sudo -n bash'],
    ['/usr/bin/sudo -n -u pi bash'],
    ['/usr/bin/sudo -n /usr/local/libexec/vethlab-learners/look bash'],
    ['sudo nsenter -t 1 -n bash'],
    ['sudo nsenter -t 1 -m ip addr'],
    ['sudo nsenter -t 1 -a ip addr'],
    ["sudo nsenter -t 1 '-n ip addr'"],
    ["sudo nsenter '-t 1 -n' ip addr"],
    ['sudo nsenter -t 1 -n ip -batch /etc/shadow'],
    ['sudo nsenter -t 1 -n ip link set lo down'],
    ['sudo nsenter -t 1 -n ip netns exec x sh'],
    ['sudo ip addr'],
    ['sudo lsns -t net --help'],
    ["sudo lsns 'net\nbash'"],
    ['sudo netstat -c'],
    ['docker run --rm -v /:/m vethlab/whoami'],
    ['docker exec whale sh'],
    ['docker -H tcp://127.0.0.1:1 ps'],
    ["docker inspect -f '{{json .}}' whale"],
    ['docker stop whale'],
    ['podman run --rm vethlab/whoami'],
    ['/usr/bin/podman run --rm vethlab/whoami'],
    ['/usr/bin/docker ps'],
    ['curl -sf --unix-socket /run/docker.sock http://localhost/info'],
    ['curl -sf --unix-socket /var/lib/incus/unix.socket http://localhost/1.0/instances'],
    ['incus exec heron sh'],
    ['/usr/bin/incus exec heron sh'],
    ['incus ls --format=table'],
    ['lxc stop otter'],
    ['unshare -Ur true'],
    ['unshare -n true'],
    ['su'],
    ['/usr/bin/su pi'],
    ['mount -t tmpfs none /tmp'],
    ['newuidmap 1 0 1 1'],
    ['kill -9 1'],
    ['cat /etc/shadow'],
    [`ls ${STATE}`],
    ['echo x > /usr/local/libexec/vethlab-learners/look'],
    [
      "perl -e 'use Socket; socket S, AF_INET, SOCK_STREAM, 0; bind S, sockaddr_in(4711, INADDR_ANY) or exit 1; listen S, 5 or exit 1'",
    ],
    ["perl -e 'exit(syscall(435, 0, 0) < 0 && $! == 38)'"],
    ['echo true > ~/x; chmod +x ~/x; ~/x'],
    ['head -c 20M /dev/zero > ~/big'],
    ['head -c 20M /dev/zero > /tmp/big'],
    ["perl -e 'for (1 .. 1200) { fork // exit 1 or do { sleep 2; exit } }'"],
    ['cat $(ls -d /run/vethlab/learners/*/ | grep -v $USER | head -n 1).profile'],
  ])('%s is refused', async (command) => {
    const { status, printed } = await typed(command);
    expect(status, printed).not.toBe(0);
    // Refused by our own message, and not because something is missing.
    if (/^(sudo|docker|podman|incus|lxc) /.test(command))
      expect(printed).toMatch(/On this shared machine you may look/);
  });

  test('after all of that the machine is as it was', async () => {
    expect(await machine.must('docker ps -q | wc -l; ss -Htln "sport = :4711" | wc -l; id -u')).toBe(
      '1\n0\n0\n',
    );
    expect(await pi.learnerMust('podman ps --format {{.Names}} | sort')).toBe('loon\nseal\n');
  });

  test('learners do not see each other’s files, and what one writes to /tmp is theirs alone', async () => {
    await typed('echo mine > /tmp/note; echo mine > ~/note', 2);
    expect((await typed('cat /tmp/note ~/note', 2)).printed).toMatch(/mine\s+mine/);
    expect((await typed('cat /tmp/note', 3)).status).not.toBe(0);
  });

  test('a reset gives a fresh account, and starts what was provisioned and had stopped', async () => {
    await pi.learnerMust('podman stop -t 0 loon; lxc stop -f pike');
    const { client, terminal } = learner(2);
    expect((await client.call(api.host.reset)).status).toBe(202);
    await machine.ready(client);
    await vi.waitFor(() => expect(terminal.closed).toBeDefined(), 60_000);
    const fresh = await machine.openTerminal(client);
    expect((await type(fresh, 'ls ~')).printed).not.toMatch(/note/);
    expect(await pi.learnerMust('podman ps --format {{.Names}}')).toMatch(/loon/);
    expect(await pi.learnerMust('lxc ls pike -c s -f csv')).toMatch(/RUNNING/);
  });

  test('once it stops no account, no policy and no mount of it is left; undo takes back what was provisioned', async () => {
    await machine.stop();
    const left =
      'getent passwd | grep -c vl-; ls /etc/sudoers.d /usr/local/libexec; grep -c learners /proc/self/mountinfo; getent group vethlab-learners';
    expect((await machine.asRoot(`${left}; true`)).stdout).toBe(
      '0\n/etc/sudoers.d:\nREADME\npi\n\n/usr/local/libexec:\nvethlab\n0\n',
    );
    expect(await provision('--undo --yes')).toMatch(/remove the container plaice[\s\S]*Undone/);
    expect(await pi.learnerMust('lxc ls -c n -f csv; podman ps -a --format {{.Names}}')).toBe(
      'otter\nseal\n',
    );
  });
});
