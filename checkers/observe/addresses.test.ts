import { expect, test } from 'vitest';
import { ObserveError } from '../define.ts';
import { parseAddresses } from './addresses.ts';
import { recorded } from './recorded/host.ts';

test("reads the host's addresses, without loopback and link-local ones", () => {
  expect(parseAddresses(recorded('ip-iproute2-6.15-addr.txt'))).toEqual([
    { interface: 'eth0', family: 'inet', address: '192.168.1.10' },
    { interface: 'eth0', family: 'inet6', address: '2001:db8:7c25:ea8c:ba27:ebff:fe43:9a80' },
    { interface: 'eth0', family: 'inet6', address: 'fd10:764a:a275:1:ba27:ebff:fe43:9a80' },
    { interface: 'docker0', family: 'inet', address: '172.17.0.1' },
    { interface: 'podman0', family: 'inet', address: '10.88.0.1' },
  ]);
});

test("reads those of a container on macvlan: an address of each kind on the host's own LAN", () => {
  expect(parseAddresses(recorded('ip-iproute2-6.15-addr-in-incus.txt'))).toEqual([
    { interface: 'eth0', family: 'inet', address: '192.168.1.154' },
    { interface: 'eth0', family: 'inet6', address: '2001:db8:7c25:ea8c:1266:6aff:fea0:2a8d' },
    { interface: 'eth0', family: 'inet6', address: 'fd10:764a:a275:1:1266:6aff:fea0:2a8d' },
  ]);
});

test('no interface gives no address; other output is an error', () => {
  expect(parseAddresses('[]')).toEqual([]);
  expect(() => parseAddresses('1: lo: <LOOPBACK>')).toThrow(ObserveError);
});
