import { expect, test } from 'vitest';
import { parseAddresses } from './addresses.ts';
import { parseListeners } from './listeners.ts';
import { holdersOf, lanAddresses } from './ports.ts';
import { ports, recorded } from './recorded/host.ts';

const GUA = '2001:db8:7c25:ea8c:ba27:ebff:fe43:9a80';
const ULA = 'fd10:764a:a275:1:ba27:ebff:fe43:9a80';

test('each open port has its holder and the addresses it is open on', () => {
  expect(ports.open).toEqual([
    { port: 6666, holders: ['other'], addresses: ['192.168.1.10', GUA, ULA] },
    { port: 8080, holders: ['podman'], addresses: ['192.168.1.10', GUA, ULA] },
    { port: 8099, holders: ['podman'], addresses: ['192.168.1.10'] },
    { port: 8888, holders: ['docker'], addresses: ['192.168.1.10', GUA, ULA] },
  ]);
});

test('a port that listens on loopback only is not open', () => {
  expect(ports.inner).toEqual([7777, 9010]);
});

test('a port that two frameworks hold has both; a port that NAT forwards has no listener', () => {
  const two = [
    { port: 80, program: 'docker-proxy' },
    { port: 80, program: 'rootlessport' },
  ];
  expect(holdersOf(80, two)).toEqual(['docker', 'podman']);
  expect(holdersOf(81, two)).toEqual(['other']);
});

test("Incus and LXD publish by their daemon's own process", () => {
  const proxies = parseListeners(
    [
      'LISTEN 0 4096 *:81 *:* users:(("incusd",pid=19,fd=5))',
      'LISTEN 0 4096 *:82 *:* users:(("lxd",pid=22,fd=5))',
    ].join('\n'),
  );
  expect(holdersOf(81, proxies)).toEqual(['incus']);
  expect(holdersOf(82, proxies)).toEqual(['lxd']);
});

test("addresses of the frameworks' inner bridges are not scanned", () => {
  const all = parseAddresses(recorded('ip-iproute2-6.15-addr.txt'));
  expect(lanAddresses(all).map(({ address }) => address)).toEqual(['192.168.1.10', GUA, ULA]);
});
