// Resources that no control group counts. A host that takes too much of one is found and stopped, with a message for its learner. A host that
// does its usual work is not. Each attack is made by an older and by a newer host.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { HostCgroups } from '../../lab-server/hosts/engines/shared/cgroups.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import { HostPool } from '../../lab-server/hosts/pool.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import type { Scenario } from '../../protocol/scenario.ts';
import { asRoot, numberOf } from '../support/attack.ts';
import { Lab, type TestHost } from '../support/lab.ts';

/** One container is enough to see that a host works. */
const scenario: Scenario = {
  seed: 'excess',
  containers: lesson.containers.filter(({ framework }) => framework === 'docker'),
};

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open('excess');
});
afterAll(() => lab.close());

/** Starts the attack in the background on a host, and waits until it says that it has what it wanted. */
async function attack(host: TestHost, script: string): Promise<void> {
  const { stdout } = await asRoot(
    host,
    `cat > /tmp/attack << 'END'\n${script}\nEND\nulimit -n $(ulimit -Hn)\nbash /tmp/attack > /tmp/said 2>&1 &\nfor i in $(seq 300); do grep -q '^done' /tmp/said && break; sleep 0.1; done\ncat /tmp/said`,
  );
  expect(stdout).toMatch(/^done/m);
}

/** SOL_PACKET, PACKET_RX_RING: 96 blocks of 4 MiB. */
const RING = 'setsockopt $s, 263, 5, pack "L4", 4 << 20, 96, 2048, 96 * 2048 or die "ring: $!"';
const attacks: [name: string, script: string, said: RegExp][] = [
  [
    'packet rings',
    `perl -e 'socket my $s, 17, 3, 768 or die; ${RING}; $| = 1; print "done\\n"; sleep 3600'`,
    /its sockets held 3\d\d MiB of memory/,
  ],
  [
    'packet rings of a network in which no process is',
    `perl -e 'open my $home, "<", "/proc/self/ns/net"; syscall(${numberOf('unshare')}, 0x40000000); socket my $s, 17, 3, 768 or die;
      ${RING}; syscall(${process.arch === 'arm64' ? 268 : 308}, fileno $home, 0); $| = 1; print "done\\n"; sleep 3600'`,
    /its sockets held 3\d\d MiB of memory/,
  ],
  [
    'frames that run in a circle',
    `for b in one two; do ip link add $b type bridge; ip link set $b up; done
    for c in x y; do ip link add $c-one type veth peer name $c-two; for e in one two; do ip link set $c-$e master $e; ip link set $c-$e up; done; done
    ip addr add 10.66.0.1/24 dev one; for i in 2 3 4 5 6 7 8 9; do ping -c 1 -W 1 10.66.0.$i; done; echo done`,
    /packets a second ran about in its networks \(a loop of bridges/,
  ],
  [
    'neighbours of a network that only a name keeps',
    `ip netns add lots; ip -n lots link add wide type bridge; ip -n lots link set wide up
    for a in $(seq 0 199); do for b in $(seq 0 255); do echo "neigh replace 10.9.$a.$b lladdr 02:00:00:00:00:01 dev wide nud permanent"; done; done | ip -n lots -batch -
    echo done`,
    /it had 51,2\d\d entries in its neighbour tables/,
  ],
  [
    'ptys',
    `perl -e 'my @held; while (open my $m, "+<", "/dev/ptmx") { push @held, $m; last if @held >= 9000 } $| = 1; print "done ", scalar @held, "\\n"; sleep 3600'`,
    /it had \d+ terminals \(ptys\) open/,
  ],
];

for (const which of ['older', 'newer'] as const) {
  test.for(attacks)(`%s, by the ${which} host`, async ([, script, said]) => {
    const first = await lab.host('first', scenario);
    const second = await lab.host('second', scenario);
    const [attacker, other] = which === 'older' ? [first, second] : [second, first];
    // The amounts from before belong to no host.
    expect(await lab.engine.excess()).toEqual(new Map());
    await attack(attacker, script);
    let stopped = new Map<string, string>();
    await vi.waitFor(
      async () => {
        stopped = await lab.engine.excess();
        expect([...stopped.keys()]).toEqual([attacker.id]);
      },
      { timeout: 60_000, interval: 500 },
    );
    expect(stopped.get(attacker.id)).toMatch(said);
    await lab.engine.destroy(attacker.id);
    expect((await other.learner('curl -s localhost:8888 | head -n 1')).stdout).toMatch(/^Hostname/);
    await vi.waitFor(async () => expect(await lab.engine.excess()).toEqual(new Map()), 60_000);
  });
}

test('the usual work of learners stops no host', async () => {
  const host = await lab.host('usual', scenario);
  await lab.engine.excess();
  await asRoot(
    host,
    `tcpdump -i any -w /dev/null > /dev/null 2>&1 & sleep 0.2
    head -c 300M /dev/zero | nc -l -p 7000 -q 0 > /dev/null 2>&1 & curl -s -m 20 telnet://localhost:7000 < /dev/null > /dev/null
    nmap -p- localhost > /dev/null; ping -f -c 20000 192.168.1.1 > /dev/null; for i in $(seq 50); do ip netns add n$i; done; true`,
  );
  for (let looks = 0; looks < 3; looks++) expect(await lab.engine.excess()).toEqual(new Map());
  await lab.engine.destroy('usual');
});

test('memory of TCP buffers is limited from outside', async () => {
  const host = await lab.host('buffers', scenario);
  const { hybrid, memory } = new HostCgroups(instanceName(lab.stateDir), 'buffers');
  // Each side holds what the other does not read.
  await attack(
    host,
    `for p in net.ipv4.tcp_rmem net.ipv4.tcp_wmem; do sysctl -qw "$p=4096 4194304 16777216"; done
    perl -e 'use Socket; socket my $l, PF_INET, SOCK_STREAM, 0; bind $l, pack_sockaddr_in(7001, INADDR_LOOPBACK); listen $l, 4000; my @held;
      for (1 .. 400) { socket my $c, PF_INET, SOCK_STREAM, 0; connect $c, pack_sockaddr_in(7001, INADDR_LOOPBACK) or last; accept my $s, $l;
        fcntl $c, 4, 2048; my $sent = 0; for (1 .. 40) { last unless syswrite $c, "x" x 1000000 } push @held, $c, $s }
      $| = 1; print "done ", scalar @held, "\\n"; sleep 3600'`,
  );
  // Without a limit it was 546 MiB. The kernel lets a little more pass, so that no connection stands still.
  const [file, limit] = hybrid
    ? ['memory.kmem.tcp.usage_in_bytes', 1.25 * 2 ** 27]
    : ['memory.current', 2 ** 30];
  expect(Number(readFileSync(path.join(memory, file), 'utf8'))).toBeLessThanOrEqual(limit);
  await lab.engine.destroy('buffers');
});

test('a learner is told why the host was stopped, and gets a fresh one', async () => {
  const pool = new HostPool({
    engine: lab.engine,
    assignments: new HostAssignments(path.join(lab.stateDir, 'assignments.json')),
    logger: pino({ level: 'silent' }),
    keep: 0,
  });
  await pool.prepare(() => {});
  pool.ensure('ada');
  await vi.waitFor(() => expect(pool.status('ada')?.state).toBe('ready'), 60_000);
  const { file, args, env } = pool.shell('ada', `sudo bash -c '${attacks[0]?.[1].replaceAll("'", `'"'"'`)}'`);
  const { spawn } = await import('node:child_process');
  spawn(file, args, { env, stdio: 'ignore' });
  await vi.waitFor(
    () =>
      expect(pool.status('ada')).toMatchObject({
        state: 'failed',
        reason: attacks[0]?.[2] && expect.stringMatching(attacks[0][2]),
      }),
    60_000,
  );
  await vi.waitFor(() => expect(existsSync(path.join(lab.stateDir, 'hosts'))).toBe(true), 60_000);
  pool.reset('ada');
  await vi.waitFor(() => expect(pool.status('ada')?.state).toBe('ready'), 60_000);
  await pool.release('ada');
});
