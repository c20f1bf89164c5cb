import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressIn, endsIn, withoutRestOfIpAddr } from './addresses.ts';

test.each([
  ['172.17.0.1', '172.17.0.1'],
  ['172.17.0.1/16', '172.17.0.1'],
  ['172.17.0.1:80', '172.17.0.1'],
  ['172.17.0.1.36712', '172.17.0.1'],
  ['172.17.0.1.80:', '172.17.0.1'],
  ['(172.17.0.1),', '172.17.0.1'],
  ['"172.17.0.1".', '172.17.0.1'],
  ['::ffff:172.17.0.1', '172.17.0.1'],
  ['[::ffff:172.17.0.1]:80', '172.17.0.1'],
  ['::ffff:ac11:1', '172.17.0.1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:80', '2001:db8::1'],
  ['2001:db8::1.80', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['http://[2001:db8::1]:8080/page', '2001:db8::1'],
  ['http://172.17.0.1:8080/', '172.17.0.1'],
  ['localhost', undefined],
  ['172.17.0', undefined],
  ['', undefined],
])('%j is the address %j', (word, address) => {
  expect(addressIn(word)).toBe(address);
});

test('an address is read as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      expect(isIP(addressIn(address) ?? '')).not.toBe(0);
    }),
  );
});

test('both ends of a packet that tcpdump printed', () => {
  const line =
    '02:10:11.4 eth0  In  IP 172.17.0.1.36712 > 172.17.0.2.80: Flags [S], seq 1, win 64240, length 0';
  expect(endsIn(line)).toEqual({ source: '172.17.0.1', destination: '172.17.0.2' });
  expect(endsIn('IP6 ::1.36712 > ::1.80: Flags [S]')).toEqual({ source: '::1', destination: '::1' });
  expect(endsIn('172.17.0.1')).toBeUndefined();
});

test('of what ip addr prints the addresses are left that can be reached', () => {
  const printed = `heron
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: eth0@if5: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP
    inet 192.168.1.112/24 brd 192.168.1.255 scope global dynamic eth0
    inet6 2001:db8::1/64 scope global dynamic mngtmpaddr`;
  expect(withoutRestOfIpAddr(printed)).toBe('heron\n192.168.1.112/24\n2001:db8::1/64');
  expect(withoutRestOfIpAddr('heron: 192.168.1.112')).toBe('heron: 192.168.1.112');
});
