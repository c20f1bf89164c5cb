import { expect, test } from 'vitest';
import { parseIptables, parseNft } from '../observe/nat.ts';
import { isSame, isWithin } from '../observe/prefix.ts';
import { parseNeighbours, parseRoutes } from '../observe/routes.ts';
import { checkerFrom } from './assemble.ts';
import { CheckEntry, checkKinds, kindOf } from './registry.ts';

test('every kind has an example that its own schema takes, and describes each field', () => {
  expect(checkKinds.size).toBeGreaterThan(9);
  for (const [name, { params, example, about }] of checkKinds) {
    const entry = CheckEntry.parse({ [name]: example });
    expect(kindOf(entry).name).toBe(name);
    expect(about).toMatch(/\.$/);
    for (const [field, schema] of Object.entries(params.shape)) {
      expect((schema as { description?: string }).description, `${name}.${field}`).toMatch(/\S/);
    }
  }
});

test('a check has one kind, and no unknown field', () => {
  expect(CheckEntry.safeParse({}).success).toBe(false);
  expect(CheckEntry.safeParse({ listening: { port: 1 }, namespace: { name: 'red' } }).success).toBe(false);
  expect(CheckEntry.safeParse({ listening: { port: 0 } }).success).toBe(false);
  expect(CheckEntry.safeParse({ listening: { port: 1, adress: '::' } }).success).toBe(false);
  expect(CheckEntry.safeParse({ reach: { from: 'docker/../x', to: '10.0.0.1' } }).success).toBe(false);
});

test('NAT as iptables and nft print it', () => {
  const saved = `*nat
:POSTROUTING ACCEPT [0:0]
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8888 -j DNAT --to-destination 172.17.0.2:80
-A POSTROUTING ! -s 10.0.0.0/8 -j MASQUERADE
COMMIT`;
  expect(parseIptables(saved, 'inet')).toMatchObject([
    { does: 'masquerade', sources: ['172.17.0.0/16'] },
    { does: 'dnat', port: 8888, to: '172.17.0.2:80' },
    { does: 'masquerade' },
  ]);
  expect(parseIptables(saved, 'inet')[2]).not.toHaveProperty('sources');
  const ruleset = `table ip nat {
	chain POSTROUTING {
		type nat hook postrouting priority srcnat; policy accept;
		oifname != "docker0" ip saddr 172.17.0.0/16 counter packets 0 bytes 0 xt target "MASQUERADE"
	}
}
table inet mine {
	chain post {
		type nat hook postrouting priority srcnat; policy accept;
		ip6 saddr fd10::/64 masquerade
		meta l4proto tcp redirect to :8080
	}
}`;
  expect(parseNft(ruleset)).toMatchObject([
    { family: 'inet6', does: 'masquerade', sources: ['fd10::/64'] },
    { family: 'inet', does: 'redirect' },
    { family: 'inet6', does: 'redirect' },
  ]);
});

test('routes and neighbours as ip prints them', () => {
  const routes = `[{"dst":"default","gateway":"10.0.0.1","dev":"eth0","flags":[]},{"dst":"10.0.0.0/24","dev":"eth0","protocol":"kernel","flags":[]},{"dst":"10.1.0.0/24","via":{"family":"inet6","host":"fe80::1"},"dev":"eth0","flags":[]}]`;
  expect(parseRoutes(routes)).toEqual([
    { to: 'default', via: '10.0.0.1', dev: 'eth0' },
    { to: '10.0.0.0/24', dev: 'eth0', protocol: 'kernel' },
    { to: '10.1.0.0/24', via: 'fe80::1', dev: 'eth0' },
  ]);
  expect(parseRoutes('')).toEqual([]);
  expect(
    parseNeighbours(
      '[{"dst":"10.0.0.1","dev":"eth0","lladdr":"02:00:00:00:00:01","state":["REACHABLE"]},{"dst":"10.0.0.9","dev":"eth0","state":["FAILED"]}]',
    ),
  ).toEqual([
    { address: '10.0.0.1', dev: 'eth0', mac: '02:00:00:00:00:01', states: ['REACHABLE'] },
    { address: '10.0.0.9', dev: 'eth0', states: ['FAILED'] },
  ]);
});

test('addresses and prefixes, however they are written', () => {
  expect(isWithin('10.1.2.3', '10.0.0.0/8')).toBe(true);
  expect(isWithin('10.1.2.3', 'fd00::/8')).toBe(false);
  expect(isWithin('fd10::1', 'fd10::/16')).toBe(true);
  expect(isWithin('nonsense', '10.0.0.0/8')).toBe(false);
  expect(isWithin('10.1.2.3', '10.0.0.0')).toBe(false);
  expect(isSame('fd00:0:0::1', 'fd00::1')).toBe(true);
  expect(isSame('*', '*')).toBe(true);
  expect(isSame('::', '0.0.0.0')).toBe(false);
});

/** What a check says of facts. */
function said(entry: object, facts: unknown): string {
  const read = CheckEntry.parse(entry);
  const verdict = checkerFrom([read]).judge({}, [facts]);
  return verdict.findings.map(({ tone, text }) => `${tone}: ${text}`).join(' ');
}

test('what had to stay and did not takes its part of the score, and the start scores nothing', () => {
  const checks = [
    { namespace: { name: 'red' }, weight: 2 },
    { namespace: { name: 'home' }, weight: 0 },
  ].map((entry) => CheckEntry.parse(entry));
  const score = (first: string[], second: string[]) => checkerFrom(checks).judge({}, [first, second]);
  expect(score(['red'], ['home'])).toMatchObject({ status: 'correct', score: 1 });
  expect(score(['red'], [])).toMatchObject({ status: 'partial', score: 0.667 });
  expect(score([], ['home'])).toMatchObject({ status: 'incorrect', score: 0 });
  expect(score([], [])).toMatchObject({ status: 'incorrect', score: 0 });
  const stays = checks.slice(1);
  expect(checkerFrom(stays).judge({}, [[]])).toMatchObject({ status: 'incorrect', score: 0 });
});

const passage = (...lines: [protocol: string, name: string, direction: string, source: string][]) => ({
  isThere: true,
  target: '192.168.1.1',
  ofSender: ['10.78.0.2'],
  ofHost: ['192.168.1.10'],
  crossings: lines.map(([protocol, name, direction, source]) => ({
    protocol,
    interface: name,
    direction,
    source,
    hops: direction === 'in' ? 64 : 63,
  })),
});
const all = (name: string, direction: string, source: string) =>
  (['icmp', 'udp', 'tcp'] as const).map((protocol): [string, string, string, string] => [
    protocol,
    name,
    direction,
    source,
  ]);

test('what leaves is told by the fate of each protocol, not by the rules', () => {
  const leaves = { leaves: { from: 'netns/red', as: 'host' } };
  const own = { leaves: { from: 'netns/red', as: 'own' } };
  const entry = all('to-red', 'in', '10.78.0.2');
  const translated = passage(...entry, ...all('eth0', 'out', '192.168.1.10'));
  expect(said(leaves, translated)).toMatch(
    /^right: .* leaves the host by eth0 under 192\.168\.1\.10, an address of the host\.$/,
  );
  expect(said(own, translated)).toMatch(/^wrong/);
  const plain = passage(...entry, ...all('eth0', 'out', '10.78.0.2'));
  expect(said(own, plain)).toMatch(/^right/);
  expect(said(leaves, plain)).toMatch(/^wrong: .* under 10\.78\.0\.2, the address of the sender\.$/);
  const some = passage(
    ...entry,
    ['icmp', 'eth0', 'out', '192.168.1.10'],
    ['tcp', 'docker0', 'out', '10.78.0.2'],
  );
  expect(said(leaves, some)).toBe(
    'wrong: ICMP leaves the host by eth0 under 192.168.1.10, an address of the host. UDP comes to the host and does not leave it. TCP leaves the host by docker0, not by eth0.',
  );
  expect(said(leaves, passage())).toBe(
    'wrong: What the network namespace red sends does not come to the host.',
  );
  expect(said(leaves, passage(...all('eth0', 'out', '198.51.100.7')))).toMatch(/address of neither/);
  expect(said(leaves, { isThere: true })).toBe('wrong: The host has no default route.');
  expect(said(leaves, { isThere: false })).toBe('wrong: There is no network namespace red yet.');
});

test('a bridge is told by the ports that a frame passes', () => {
  const bridged = { bridged: { from: 'netns/left', to: '10.77.0.2', bridge: 'br-lab' } };
  const way = (ports: Record<string, string>, hops = 64) => ({
    ...passage(['icmp', 'to-left', 'in', '10.77.0.1']),
    crossings: [
      { protocol: 'icmp', interface: 'to-left', direction: 'in', source: '10.77.0.1', hops: 64 },
      { protocol: 'icmp', interface: 'to-right', direction: 'out', source: '10.77.0.1', hops },
    ],
    ports,
  });
  const both = { 'to-left': 'br-lab', 'to-right': 'br-lab' };
  expect(said(bridged, way(both))).toMatch(/^right: .* the bridge br-lab, from to-left to to-right\.$/);
  expect(said(bridged, way(both, 63))).toMatch(/^wrong: .* is routed by the host, not bridged\.$/);
  expect(said(bridged, way({ 'to-left': 'br-lab' }))).toMatch(/leaves it by no other port\.$/);
  expect(said(bridged, way({ 'to-left': 'br0', 'to-right': 'br0' }))).toMatch(
    /of the bridge br0, and not of br-lab\.$/,
  );
  expect(said(bridged, way({}))).toMatch(/passes to-left and to-right, not a port of br-lab\.$/);
});

const link = (name: string, more: object = {}) => ({
  index: 2,
  name,
  up: true,
  type: 'veth',
  addresses: [],
  ...more,
});
const at = (address: string, prefix: number, more: object = {}) => ({
  family: address.includes(':') ? 'inet6' : 'inet',
  address,
  prefix,
  scope: 'global',
  ...more,
});

test('a red line names what was seen', () => {
  const macvlan = link('eth0', { type: 'macvlan', parent: 'br0', mode: 'bridge' });
  const veth = { link: { name: 'eth0', kind: 'veth' }, fail: 'A cable eth0 is asked for.' };
  expect(said(veth, [macvlan])).toBe('wrong: A cable eth0 is asked for. eth0 is a macvlan interface of br0.');
  expect(said(veth, [])).toBe('wrong: A cable eth0 is asked for.');
  expect(said({ link: { name: 'eth0', kind: 'macvlan', parent: 'eth1' } }, [macvlan])).toBe(
    'wrong: eth0 on the host does not hang on eth1. eth0 is a macvlan interface of br0.',
  );
  expect(said({ link: { name: 'to-red', master: 'br0' } }, [link('to-red', { master: 'br1' })])).toMatch(
    /to-red is a port of br1\.$/,
  );

  const swapped = [link('eth0', { addresses: [at('fd78::1', 64)] })];
  expect(said({ address: { interface: 'eth0', is: 'fd78::2/64' } }, swapped)).toMatch(
    /eth0 has fd78::1\/64\.$/,
  );
  const elsewhere = [link('eth0'), link('lo', { addresses: [at('10.1.0.2', 32)] })];
  expect(said({ address: { interface: 'eth0', is: '10.1.0.2/24' } }, elsewhere)).toMatch(
    /lo has 10\.1\.0\.2\/32\.$/,
  );
  const typed = [link('eth0', { addresses: [at('2001:db8::7', 64)] })];
  const formed = { address: { interface: 'eth0', within: '2000::/3', formed: true } };
  expect(said(formed, typed)).toMatch(
    /^wrong: .* 2001:db8::7 was typed, not formed from a router's advertisement\.$/,
  );
  expect(said(formed, [link('eth0', { addresses: [at('2001:db8::7', 64, { formed: true })] })])).toMatch(
    /^right/,
  );

  const route = {
    route: { to: 'default', family: 'inet6', via: 'fd78::1' },
    fail: 'It does not lead to fd78::1.',
  };
  expect(said(route, [{ to: 'default', via: 'fe80::1', dev: 'eth0' }])).toBe(
    'wrong: It does not lead to fd78::1. It leads by fe80::1 over eth0.',
  );
  const learned = { route: { to: 'default', family: 'inet6', learned: true } };
  expect(said(learned, [{ to: 'default', via: 'fe80::1', dev: 'eth0', protocol: 'boot' }])).toMatch(
    /and was typed\.$/,
  );
  expect(said(learned, [{ to: 'default', via: 'fe80::1', dev: 'eth0', protocol: 'ra' }])).toMatch(/^right/);

  const twice = {
    isThere: true,
    target: '192.168.1.1',
    reached: false,
    twice: [{ address: '192.168.1.20', on: 'to-gold' }],
  };
  expect(said({ reach: { from: 'netns/gold', to: 'router' } }, twice)).toMatch(
    /The host has the address 192\.168\.1\.20 of the network namespace gold too, on to-gold\.$/,
  );
});

test('a cable is a pair whose ends know each other', () => {
  const cable = { cable: { from: 'netns/red', interface: 'eth0', end: 'to-red', address: '10.1.0.1/24' } };
  const near = [link('eth0', { index: 2, peer: 11, peerNetns: 0 })];
  const far = (more: object = {}) => [
    link('to-red', { index: 11, peer: 2, peerNetns: 3, addresses: [at('10.1.0.1', 24)], ...more }),
  ];
  expect(said(cable, { near, far: far() })).toBe(
    'right: A veth pair joins eth0 in the network namespace red with to-red on the host.',
  );
  expect(said(cable, { near, far: far({ peer: 4 }) })).toMatch(
    /There is no veth pair .* The other end of eth0 is elsewhere\.$/,
  );
  expect(said(cable, { near, far: far({ name: 'veth7' }) })).toMatch(/named veth7, not to-red\.$/);
  expect(said(cable, { near, far: far({ up: false }) })).toMatch(/to-red is down\.$/);
  expect(said(cable, { near, far: far({ addresses: [] }) })).toMatch(
    /to-red has no address, and not 10\.1\.0\.1\/24\.$/,
  );
  expect(said(cable, { near: [link('eth0', { type: 'macvlan' })], far: far() })).toMatch(
    /eth0 is a macvlan interface\.$/,
  );
  const port = { cable: { from: 'netns/red', bridge: 'br0' } };
  expect(said(port, { near, far: far({ master: 'br0' }) })).toMatch(/^right/);
  expect(said(port, { near, far: far() })).toMatch(/to-red is a port of no bridge, and not of br0\.$/);
});

test('a page is that of the container to which the request comes', () => {
  const page = { http: { url: 'http://127.0.0.1:8888/', by: 'docker/whale' }, fail: 'whale is not seen.' };
  const facts = (served?: string) => ({
    isThere: true,
    url: 'http://127.0.0.1:8888/',
    answer: { status: 200, body: 'Hostname: x', said: '', ...(served ? { served } : {}) },
  });
  expect(said(page, facts('yes'))).toBe('right: http://127.0.0.1:8888/ answers.');
  expect(said(page, facts('no'))).toMatch(/^wrong: whale is not seen\. .*: somebody else answers\.$/);
  expect(said(page, facts('gone'))).toBe(
    'wrong: whale is not seen. Docker has no container whale that runs.',
  );
  expect(said(page, facts('shares'))).toMatch(/in the host's own network/);
  expect(CheckEntry.safeParse({ http: { url: 'http://127.0.0.1/', by: 'netns/red' } }).success).toBe(false);
});

test('an image is told by what it is, and by the way on which it came', () => {
  const one = { framework: 'podman', name: 'moved', owner: 'pi', running: true, pid: 7, imageId: 'c9' };
  const facts = (arrivals: number, known: string[], more: object = {}) => ({
    facts: { framework: 'podman', daemon: false, containers: [one], command: '' },
    same: [{ ...one, ...more }],
    images: [{ id: 'c9', names: ['localhost/moved:1'], arrivals }],
    known,
  });
  const moved = { container: { framework: 'podman', name: 'moved', image: 'moved:1', from: 'docker' } };
  expect(said(moved, facts(1, ['c9']))).toMatch(/^right/);
  expect(said(moved, facts(0, ['c9']))).toMatch(/did not come from Docker\. Podman had this image already/);
  expect(said(moved, facts(1, ['aa']))).toMatch(/Docker has no image with its id\.$/);
  const other = { container: { framework: 'podman', name: 'moved', image: 'web:1' } };
  expect(said(other, facts(1, []))).toMatch(/is of another image\. Its image is “localhost\/moved:1”\.$/);
  const paused = { container: { framework: 'podman', name: 'moved' } };
  expect(said(paused, facts(1, [], { pause: 'paused' }))).toMatch(/^right: .* It is paused/);
  const again = { ...one, running: false, pause: 'restarting' };
  expect(said(paused, facts(1, [], again))).toMatch(/^wrong: .* It ended, and waits to be started again\.$/);
});

test('the check of rules knows sets, ranges and maps of nft, and ranges of iptables', () => {
  const ruleset = (rule: string) => `table ip mine {
	set inner {
		type ipv4_addr
		flags interval
		elements = { 10.78.0.0/24,
			     10.99.0.0/24 }
	}

	chain post {
		type nat hook postrouting priority srcnat; policy accept;
		${rule}
	}
}`;
  const nat = (from: string, rules: unknown) => said({ nat: { from } }, rules).startsWith('right');
  for (const rule of [
    'ip saddr { 10.78.0.0/24, 10.99.0.0/24 } oifname "eth0" masquerade',
    'ip saddr @inner masquerade',
    'ip saddr 10.78.0.0-10.78.0.255 masquerade',
    'ip saddr { 10.78.0.1-10.78.0.254 } masquerade',
    'snat to ip saddr map { 10.78.0.0/24 : 192.168.1.10 }',
    'oifname "eth0" masquerade',
    'ip saddr 10.0.0.0/8 masquerade',
  ])
    expect(nat('10.78.0.0/24', parseNft(ruleset(rule))), rule).toBe(true);
  for (const rule of [
    'ip saddr { 10.77.0.0/24, 10.99.0.0/24 } masquerade',
    'ip saddr @other masquerade',
    'ip saddr 10.77.0.0-10.77.0.255 masquerade',
    'ip saddr 10.78.0.7 masquerade',
    'ip saddr 10.78.0.0/28 masquerade',
  ])
    expect(nat('10.78.0.0/24', parseNft(ruleset(rule))), rule).toBe(false);
  const saved = '-A POSTROUTING -m iprange --src-range 10.78.0.1-10.78.0.254 -o eth0 -j MASQUERADE';
  expect(nat('10.78.0.0/24', parseIptables(saved, 'inet'))).toBe(true);
  expect(nat('10.79.0.0/24', parseIptables(saved, 'inet'))).toBe(false);
});
