import { expect, test } from 'vitest';
import { askedAt, parsePacket } from './first-packets.ts';
import { parseSockets } from './listeners.ts';
import { recorded } from './recorded/host.ts';

test('the packet of a request, with either version of IP', () => {
  const [, second = '', request = ''] = recorded('tcpdump-4.99.5-any.txt').trim().split('\n');
  expect(parsePacket(request)).toEqual({ version: 'inet', source: '172.17.0.1', destination: '172.17.0.2' });
  expect(parsePacket(second)).toBeUndefined();
  const six = request.replace('IP 172.17.0.1.', 'IP6 2001:db8::1.').replace('172.17.0.2.', '2001:db8::2.');
  expect(parsePacket(six)).toEqual({ version: 'inet6', source: '2001:db8::1', destination: '2001:db8::2' });
  expect(parsePacket('')).toBeUndefined();
});

test('requests go to the ports where a framework’s program listens on IPv6', () => {
  const sockets = parseSockets(recorded('ss-iproute2-6.15-listening.txt'));
  const asked = askedAt(sockets);
  expect(asked).toContainEqual({ address: '::1', port: 8888 });
  expect(asked).toContainEqual({ address: '::1', port: 8080 });
  expect(
    asked.every(({ port }) => sockets.some((one) => one.port === port && one.program !== 'busybox')),
  ).toBe(true);
  const one = { address: '2001:db8::5', port: 8090, program: 'docker-proxy' };
  expect(askedAt([one, { ...one, program: 'sshd' }, { ...one, address: '10.0.0.1' }])).toEqual([
    { address: '2001:db8::5', port: 8090 },
  ]);
});
