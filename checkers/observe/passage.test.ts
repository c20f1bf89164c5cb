import { expect, test } from 'vitest';
import { parseCrossings } from './passage.ts';
import { recorded } from './recorded/host.ts';

const of = (file: string) =>
  parseCrossings(recorded(file)).map(
    ({ protocol, interface: name, direction, source, hops }) =>
      `${protocol} ${direction} ${name} ${source} ${hops}`,
  );

test('a packet that is routed and translated, by a rule for TCP alone', () => {
  expect(of('tcpdump-4.99.5-passage-ipv4.txt')).toEqual([
    'udp in to-red 10.78.0.2 64',
    'udp out eth0 10.78.0.2 63',
    'icmp in to-red 10.78.0.2 64',
    'icmp out eth0 10.78.0.2 63',
    'tcp in to-red 10.78.0.2 64',
    'tcp out eth0 192.168.1.10 63',
  ]);
});

test('a frame that a bridge forwards comes in for somebody else, and keeps its hop limit', () => {
  const source = '2001:db8:2d71:1642:216:3eff:fe3a:7fd3';
  expect(of('tcpdump-4.99.5-passage-ipv6.txt').slice(0, 3)).toEqual([
    `udp in vethc7fae8bb ${source} 64`,
    `udp out eth1 ${source} 64`,
    `udp in eth0 ${source} 64`,
  ]);
  expect(of('tcpdump-4.99.5-passage-ipv6.txt')).toHaveLength(9);
});

test('nothing seen is nothing', () => {
  expect(parseCrossings('')).toEqual([]);
  expect(parseCrossings('tcpdump: WARNING: something\n')).toEqual([]);
});
