import { expect, test } from 'vitest';
import { parseDockerNames } from './docker-names.ts';
import { parseLinks } from './links.ts';
import { parseBound, parseNetnsOfProcesses } from './network-namespaces.ts';
import { recorded } from './recorded/host.ts';
import { parseRouters } from './routers.ts';

test('reads what every interface is, and what it is attached to', () => {
  const links = parseLinks(recorded('ip-iproute2-6.15-links.txt'));
  const named = (name: string) => links.find((link) => link.name === name);
  expect(named('br0')).toMatchObject({ type: 'bridge', up: true });
  expect(named('eth1')).toMatchObject({ type: 'veth', master: 'br0', peerNetns: 0 });
  expect(named('eth0')?.addresses.map(({ family, scope }) => [family, scope])).toEqual([
    ['inet', 'global'],
    ['inet6', 'global'],
    ['inet6', 'global'],
    ['inet6', 'link'],
  ]);
  expect(named('v0')).toMatchObject({ type: 'veth', addresses: [{ address: '10.9.0.1', prefix: 24 }, {}] });
  expect(named('lo')).toMatchObject({ type: 'loopback', addresses: [{ scope: 'host' }, { scope: 'host' }] });
});

test('a macvlan names its parent by number', () => {
  const links = parseLinks(recorded('ip-iproute2-6.15-links-in-incus.txt'));
  const [parent] = parseLinks(recorded('ip-iproute2-6.15-links.txt')).filter(({ name }) => name === 'eth0');
  expect(links.find(({ name }) => name === 'eth0')).toMatchObject({ type: 'macvlan', peer: parent?.index });
});

test('a namespace that a file keeps is found once, by the first process that sees it', () => {
  const bound = parseBound(recorded('mountinfo-linux-6.18-nsfs.txt'));
  expect(bound.filter(({ path }) => path === '/run/netns/blue')).toEqual([
    { inode: expect.any(Number), path: '/run/netns/blue', seenBy: 1 },
  ]);
  expect(bound.some(({ path, seenBy }) => path.startsWith('/run/user/1000/netns/') && seenBy > 1)).toBe(true);
  expect(new Set(bound.map(({ inode }) => inode)).size).toBe(bound.length);
});

test('spaces in a path are as they were', () => {
  expect(parseBound('/proc/1/mountinfo:98 88 0:4 net:[4026532415] /run/a\\040b rw - nsfs nsfs rw')).toEqual([
    { inode: 4026532415, path: '/run/a b', seenBy: 1 },
  ]);
});

test('every process has its network namespace', () => {
  const of = parseNetnsOfProcesses(recorded('stat-coreutils-9.7-netns.txt'));
  expect(of.get(1)).toBeGreaterThan(4_000_000_000);
  expect(new Set(of.values()).size).toBe(5);
});

test('Docker’s names are read from its own files; one that is half written names nobody', () => {
  const printed = recorded('docker-26.1.5-config.txt');
  expect([...parseDockerNames(printed).values()].sort()).toEqual(['shared', 'whale']);
  expect(parseDockerNames(printed.slice(0, 500)).size).toBe(0);
});

test('the routers of the default routes are read; a host without any has none', () => {
  expect(parseRouters(recorded('ip-iproute2-6.15-default-route.txt'))).toEqual([
    expect.stringMatching(/^fe80::/),
  ]);
  expect(parseRouters('')).toEqual([]);
});

test('an address that the kernel formed from an advertisement is told from one that was typed', () => {
  const links = parseLinks(recorded('ip-iproute2-6.15-links-formed.txt'));
  const [macvlan] = links.filter(({ name }) => name === 'mv-host');
  expect(macvlan).toMatchObject({ type: 'macvlan', parent: 'eth0', mode: 'bridge' });
  expect(
    macvlan?.addresses.map(({ address, scope, formed }) => [
      address.split(':').at(-1),
      scope,
      formed ?? false,
    ]),
  ).toEqual([
    ['77', 'global', false],
    ['8038', 'global', true],
    ['994e', 'global', true],
    ['fba1', 'global', true],
    ['994e', 'global', true],
    ['994e', 'link', false],
  ]);
});
