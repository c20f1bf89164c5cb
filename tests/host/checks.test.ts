import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { checkerFrom } from '../../checkers/checks/assemble.ts';
import { CheckEntry, checkKinds, kindOf } from '../../checkers/checks/registry.ts';
import { ObserveError } from '../../checkers/define.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { Lab, type TestHost } from '../support/lab.ts';

let lab: Lab;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('checks');
  host = await lab.host('checks', lesson);
});
afterAll(() => lab.close());

/** Checks as in an exercise.yaml. */
type Entries = Record<string, unknown>[];

/** Kinds that a test has tried. */
const tried = new Set<string>();

/** The text of each check, by its finding's id. */
async function look(entries: Entries) {
  const read = z.array(CheckEntry).parse(entries);
  for (const entry of read) tried.add(kindOf(entry).name);
  const checker = checkerFrom(read);
  const verdict = checker.judge({}, await checker.observe(host.trusted));
  return {
    ...verdict,
    says: Object.fromEntries(verdict.findings.map(({ id, tone, text }) => [id, `${tone}: ${text}`])),
  };
}

/** The checks that hold. */
async function holding(entries: Entries): Promise<string[]> {
  const { findings } = await look(entries);
  return findings.filter(({ tone }) => tone === 'right').map(({ id }) => id);
}

test('who listens, on which address', async () => {
  const entries: Entries = [
    { id: 'docker', listening: { port: 8888, by: 'docker' } },
    { id: 'podman', listening: { port: 8080, by: 'podman' } },
    { id: 'wrong-one', listening: { port: 8080, by: 'docker' } },
    { id: 'inside', listening: { port: 80, in: 'docker/whale' } },
    { id: 'incus-inside', listening: { port: 80, in: 'incus/heron' } },
    { id: 'none', listening: { port: 9999 } },
    { id: 'closed', listening: { port: 9999, open: false } },
  ];
  const { says, status, score } = await look(entries);
  expect(says).toMatchObject({
    docker: 'right: Port 8888 is listened on by Docker.',
    podman: 'right: Port 8080 is listened on by Podman.',
    'wrong-one':
      'wrong: Port 8080 is listened on, but not by Docker. The program that listens is rootlessport.',
    inside: 'right: Port 80 is listened on.',
    'incus-inside': 'right: Port 80 is listened on.',
    none: 'wrong: Nobody listens on port 9999 of the host yet.',
    closed: 'right: Nobody listens on port 9999.',
  });
  expect(status).toBe('partial');
  expect(score).toBeCloseTo(5 / 7, 2);
});

test('containers of every framework: state, address, page, reach', async () => {
  const frameworks = [
    ['docker', 'whale'],
    ['podman', 'seal'],
    ['incus', 'heron'],
    ['lxd', 'otter'],
  ] as const;
  for (const [framework, name] of frameworks) {
    const where = `${framework}/${name}` as const;
    const entries: Entries = [
      { id: 'runs', container: { framework, name } },
      { id: 'stopped', container: { framework, name, is: 'stopped' } },
      { id: 'address', address: { in: where, interface: 'eth0', family: 'inet' } },
      { id: 'page', http: { url: 'http://127.0.0.1/', from: where, contains: 'Hostname' } },
      { id: 'default', route: { to: 'default', in: where } },
    ];
    // Rootless Podman names its interface by itself.
    if (framework === 'podman') entries[2] = { id: 'address', address: { in: where, family: 'inet' } };
    expect(await holding(entries), framework).toEqual(['runs', 'address', 'page', 'default']);
  }
  const gone: Entries = [
    { id: 'gone', container: { framework: 'docker', name: 'nobody', is: 'gone' } },
    { id: 'no-place', address: { in: 'docker/nobody' } },
  ];
  expect(await look(gone)).toMatchObject({
    says: {
      gone: 'right: There is no Docker container nobody.',
      'no-place': 'wrong: Docker has no container nobody that runs.',
    },
  });
});

const byHand: Entries = [
  { id: 'ns', namespace: { name: 'red' } },
  { id: 'bridge', link: { name: 'br-red', kind: 'bridge', up: true } },
  { id: 'member', link: { name: 'veth-br', kind: 'veth', master: 'br-red', up: true } },
  { id: 'inside', link: { name: 'veth-red', in: 'netns/red', up: true } },
  { id: 'address', address: { in: 'netns/red', interface: 'veth-red', is: '10.9.0.2/24' } },
  { id: 'address6', address: { in: 'netns/red', within: 'fd99::/64' } },
  { id: 'default', route: { to: 'default', in: 'netns/red', via: '10.9.0.1' } },
  { id: 'reach', reach: { from: 'netns/red', to: '10.9.0.1' } },
  { id: 'reach6', reach: { from: 'host', to: 'netns/red', family: 'inet6' } },
  { id: 'neighbour', neighbour: { address: '10.9.0.2' } },
  { id: 'nat', nat: { from: '10.9.0.0/24' } },
  { id: 'page', http: { url: 'http://10.9.0.2:8000/', contains: 'by hand' } },
];

const serve = `$socket = IO::Socket::INET->new(Listen => 5, LocalPort => 8000) or die;
  while ($client = $socket->accept) { <$client>; print $client "HTTP/1.0 200 OK\\r\\n\\r\\na page by hand\\n"; close $client }`;

test('a network by hand: nothing holds before, everything after, and again nothing when it is undone', async () => {
  const before = await look(byHand);
  expect(before.findings.filter(({ tone }) => tone === 'right')).toEqual([]);
  await host.learnerMust(`set -e
    sudo ip netns add red
    sudo ip link add br-red type bridge
    sudo ip addr add 10.9.0.1/24 dev br-red
    sudo ip addr add fd99::1/64 dev br-red nodad
    sudo ip link set br-red up
    sudo ip link add veth-br type veth peer name veth-red netns red
    sudo ip link set veth-br master br-red up
    sudo ip netns exec red ip addr add 10.9.0.2/24 dev veth-red
    sudo ip netns exec red ip addr add fd99::2/64 dev veth-red nodad
    sudo ip netns exec red ip link set veth-red up
    sudo ip netns exec red ip link set lo up
    sudo ip netns exec red ip route add default via 10.9.0.1
    sudo iptables -t nat -A POSTROUTING -s 10.9.0.0/24 -j MASQUERADE
    setsid sudo ip netns exec red perl -MIO::Socket::INET -e '${serve}' < /dev/null > /dev/null 2>&1 &
  `);
  const after = await look(byHand.map((entry) => ({ ...entry, within: 5 })));
  expect(after.findings.filter(({ tone }) => tone !== 'right')).toEqual([]);
  expect(after).toMatchObject({ status: 'correct', score: 1 });

  await host.learnerMust(`set -e
    sudo pkill -f 'LocalPort => [8]000' || true
    sudo ip netns del red
    sudo ip link del br-red
    sudo iptables -t nat -D POSTROUTING -s 10.9.0.0/24 -j MASQUERADE`);
  expect(await holding(byHand)).toEqual([]);
});

test('NAT that nft made is seen as well as NAT that iptables made', async () => {
  const entries: Entries = [
    { id: 'from', nat: { from: '10.8.0.0/24' } },
    { id: 'port', nat: { port: 4711 } },
    { id: 'other', nat: { from: '10.7.0.0/24' } },
  ];
  expect(await holding(entries)).toEqual([]);
  await host.learnerMust(`sudo nft -f - <<'END'
    table ip by_hand {
      chain post {
        type nat hook postrouting priority 100
        ip saddr 10.8.0.0/24 masquerade
      }
      chain pre {
        type nat hook prerouting priority -100
        tcp dport 4711 dnat to 10.8.0.2:80
      }
    }
END`);
  expect(await holding(entries)).toEqual(['from', 'port']);
  await host.learnerMust('sudo nft delete table ip by_hand');
});

/** A namespace on a cable of its own, with the host as its router. */
const behindHost = (name: string, third: number) => `set -e
  sudo ip netns add ${name}
  sudo ip link add to-${name} type veth peer name eth0 netns ${name}
  sudo ip addr add 10.${third}.0.1/24 dev to-${name}; sudo ip link set to-${name} up
  sudo ip -n ${name} addr add 10.${third}.0.2/24 dev eth0; sudo ip -n ${name} link set eth0 up
  sudo ip -n ${name} route add default via 10.${third}.0.1`;

test('what leaves is told by the packets, whatever the rules say', async () => {
  const entries: Entries = [
    {
      id: 'cable',
      cable: { from: 'netns/grey', interface: 'eth0', end: 'to-grey', address: '10.70.0.1/24' },
    },
    { id: 'own', leaves: { from: 'netns/grey', as: 'own' } },
    { id: 'host', leaves: { from: 'netns/grey', as: 'host' } },
  ];
  await host.learnerMust(behindHost('grey', 70));
  expect(await holding(entries)).toEqual(['cable', 'own']);
  const rule = '-s 10.70.0.0/24 -j MASQUERADE';
  await host.learnerMust(`sudo iptables -t nat -A POSTROUTING -p icmp ${rule}`);
  const { says } = await look(entries);
  expect(says.host).toMatch(
    /^wrong: ICMP leaves .* an address of the host\. UDP and TCP leave .* of the sender\.$/,
  );
  expect(says.own).toMatch(/^wrong/);
  await host.learnerMust(`sudo iptables -t nat -A POSTROUTING ${rule}`);
  expect(await holding(entries)).toEqual(['cable', 'host']);
  await host.learnerMust(`sudo iptables -t nat -I POSTROUTING -s 10.70.0.0/24 -j RETURN`);
  expect(await holding(entries)).toEqual(['cable', 'own']);
  await host.learnerMust(`sudo iptables -t nat -D POSTROUTING -s 10.70.0.0/24 -j RETURN
    sudo iptables -t nat -D POSTROUTING ${rule}; sudo iptables -t nat -D POSTROUTING -p icmp ${rule}
    sudo ip netns del grey`);
});

test('a bridge is told by the ports that frames pass', async () => {
  const entries: Entries = [
    { id: 'reach', reach: { from: 'netns/one', to: '10.71.0.2' } },
    { id: 'own', bridged: { from: 'netns/one', to: '10.71.0.2', bridge: 'br-own' } },
    { id: 'other', bridged: { from: 'netns/one', to: '10.71.0.2', bridge: 'br-other' } },
  ];
  await host.learnerMust(`set -e
    for bridge in own other; do sudo ip link add br-$bridge type bridge; sudo ip link set br-$bridge up; done
    n=0
    for name in one two; do
      n=$((n + 1)); sudo ip netns add $name
      sudo ip link add to-$name type veth peer name eth0 netns $name
      sudo ip link set to-$name master br-own up
      sudo ip -n $name addr add 10.71.0.$n/24 dev eth0; sudo ip -n $name link set eth0 up
    done`);
  const patient = (all: Entries) => all.map((entry) => ({ ...entry, within: 5 }));
  expect(await holding(patient(entries))).toEqual(['reach', 'own']);
  await host.learnerMust('for name in one two; do sudo ip link set to-$name master br-other; done');
  expect(await holding(patient(entries))).toEqual(['reach', 'other']);
  await host.learnerMust(`for name in one two; do sudo ip netns del $name; done
    for bridge in own other; do sudo ip link del br-$bridge; done`);
});

test('a page is told by the container to which the request comes, an address by who formed it', async () => {
  const page = (by: string) => ({ http: { url: 'http://127.0.0.1:8888/', by } });
  const entries: Entries = [
    { id: 'whale', ...page('docker/whale') },
    { id: 'seal', ...page('podman/seal') },
    { id: 'nobody', ...page('docker/nobody') },
    { id: 'at-gua', http: { url: 'http://localhost:8888/', on: '2001:db8::/32', by: 'docker/whale' } },
    { id: 'podmans', http: { url: 'http://localhost:8080/', by: 'podman/seal' } },
    { id: 'nowhere', http: { url: 'http://localhost:8888/', on: 'fd99::/16' } },
    { id: 'formed', address: { interface: 'eth0', within: '2001:db8::/32', formed: true } },
    { id: 'learned', route: { to: 'default', family: 'inet6', learned: true } },
    { id: 'image', container: { framework: 'incus', name: 'heron', image: 'vethlab whoami page' } },
    { id: 'docker-image', container: { framework: 'docker', name: 'whale', image: 'vethlab/whoami:latest' } },
  ];
  const { says } = await look(entries);
  expect(says).toMatchObject({
    whale: 'right: http://127.0.0.1:8888/ answers.',
    seal: "wrong: The page at http://127.0.0.1:8888/ is not served by Podman's container seal. A request there does not come to Podman's container seal: somebody else answers.",
    nobody: expect.stringMatching(/^wrong: .* Docker has no container nobody that runs\.$/),
    'at-gua': expect.stringMatching(/^right/),
    podmans: expect.stringMatching(/^right/),
    nowhere: 'wrong: The host has no address in fd99::/16.',
    formed: expect.stringMatching(/^right/),
    learned: expect.stringMatching(/^right/),
    image: expect.stringMatching(/^right/),
    'docker-image': expect.stringMatching(/^right/),
  });
});

test('a check that comes to hold within its time holds', async () => {
  const entries: Entries = [{ id: 'soon', namespace: { name: 'soon' }, within: 10 }];
  await host.learnerMust('(sleep 2; sudo ip netns add soon) < /dev/null > /dev/null 2>&1 &');
  expect(await holding(entries)).toEqual(['soon']);
  await host.learnerMust('sudo ip netns del soon');
});

test('nobody waits for what may still come, once a check fails that can’t come any more', async () => {
  const looks = async (...entries: Entries) => {
    let seen = 0;
    const counting = {
      run: (...args: Parameters<typeof host.trusted.run>) => {
        seen += 1;
        return host.trusted.run(...args);
      },
    };
    await checkerFrom(z.array(CheckEntry).parse(entries)).observe(counting);
    return seen;
  };
  const coming = { listening: { port: 9999 }, within: 8 };
  const whole = await looks(coming);
  /** Looks for what is coming, beside a check that has its say at once. */
  const beside = async (port: number) =>
    (await looks(coming, { listening: { port } })) - (await looks({ listening: { port } }));
  expect(await beside(9998)).toBeLessThan(whole / 2);
  expect(await beside(8888)).toBeGreaterThan(whole / 2);
});

test('an author’s own words are said, and weights count', async () => {
  const entries: Entries = [
    { listening: { port: 8888 }, weight: 3, pass: 'The whale is up.' },
    { namespace: { name: 'none' }, fail: 'Not yet.' },
  ];
  const { score, says } = await look(entries);
  expect(score).toBe(0.75);
  expect(says).toEqual({ 'listening-1': 'right: The whale is up.', 'namespace-2': 'wrong: Not yet.' });
});

/** The evidence of one script check that an instructor sees: whether it held, and the end of its output. */
async function runsScript(run: string, as: 'root' | 'pi' = 'pi') {
  const { findings } = await look([{ id: 'script', script: { run, as } }]);
  const [finding] = findings;
  return { holds: finding?.tone === 'right', ...finding?.evidence[0] };
}

test('an author’s script runs as root or as the learner, in their home, and its status says what holds', async () => {
  const who = 'echo "$(id -un) in $PWD, home $HOME"';
  expect(await runsScript(who)).toMatchObject({
    holds: true,
    seen: 'exit status 0\npi in /home/pi, home /home/pi',
  });
  expect(await runsScript(who, 'root')).toMatchObject({
    holds: true,
    seen: 'exit status 0\nroot in /root, home /root',
  });
  const said = await runsScript(`echo "it's out"; echo 'on the other' >&2; exit 3`);
  expect(said).toEqual({
    holds: false,
    command: `bash -c 'echo "it'\\''s out"; echo '\\''on the other'\\'' >&2; exit 3'`,
    seen: "exit status 3\nit's out\non the other",
  });

  const asked: Entries = [{ id: 'file', script: { run: 'test -f /home/pi/answer.txt' } }];
  expect(await holding(asked)).toEqual([]);
  await host.learnerMust('touch answer.txt');
  expect(await holding(asked)).toEqual(['file']);
  await host.learnerMust('rm answer.txt');
});

test('a script that prints without end, or does not end, does not hold, and nothing of it stays', async () => {
  const [flood, slow, long] = await Promise.all([
    runsScript('yes'),
    runsScript('sleep 4711'),
    runsScript('head -c 100000 /dev/zero | tr "\\0" x'),
  ]);
  const over = { holds: false, seen: 'it did not end within 10 s, or printed too much' };
  expect(flood).toMatchObject(over);
  expect(slow).toMatchObject(over);
  expect(long.holds).toBe(true);
  expect(long.seen?.length).toBeLessThan(2_100);
  // It was killed just now, and is gone once its parent has collected it.
  await expect.poll(() => host.learnerMust('pgrep -x "yes|sleep" -a || true')).not.toMatch(/yes|4711/);
});

test('a script runs where the learner’s sudo does, and no nearer to the machine', async () => {
  const where = `for space in cgroup ipc mnt net pid user uts; do readlink /proc/self/ns/$space; done
cat /proc/self/uid_map /proc/self/gid_map /proc/self/cgroup
grep -E '^(Uid|Gid|Cap|Seccomp:)' /proc/self/status; ulimit -n; ls -l /proc/self/fd | wc -l`;
  const { seen = '' } = await runsScript(where, 'root');
  const learner = await host.learnerMust(`sudo bash -c '${where.replaceAll("'", "'\\''")}'`);
  expect(seen.replace('exit status 0\n', '').split('\n')).toEqual(learner.trim().split('\n'));
});

test('a learner who replaces a program deceives a script, but no other kind of check', async () => {
  const entries: Entries = [
    { id: 'script', script: { run: 'docker ps | grep -q nobody' } },
    { id: 'kind', container: { framework: 'docker', name: 'nobody' } },
  ];
  expect(await holding(entries)).toEqual([]);
  await host.learnerMust(
    `printf '#!/bin/sh\necho nobody\n' | sudo tee /usr/local/bin/docker > /dev/null; sudo chmod +x /usr/local/bin/docker`,
  );
  expect(await holding(entries)).toEqual(['script']);
  await host.learnerMust('sudo rm /usr/local/bin/docker');
});

test('on a host that is switched off a script can not be run, which is no fault of the learner’s', async () => {
  const off = await lab.host('off', lesson);
  const checker = checkerFrom(z.array(CheckEntry).parse([{ script: { run: 'true' } }]));
  await off.learner('sudo kill 1');
  await expect.poll(() => lab.engine.isUp('off'), { timeout: 60_000 }).toBe(false);
  await expect(checker.observe(off.trusted)).rejects.toThrow(ObserveError);
});

test('every kind was tried', () => {
  expect([...checkKinds.keys()].filter((kind) => !tried.has(kind))).toEqual([]);
});
