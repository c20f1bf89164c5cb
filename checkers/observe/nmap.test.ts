import { expect, test } from 'vitest';
import { ObserveError } from '../define.ts';
import { parseNotClosed, parseOpen, scanCommand } from './nmap.ts';
import { recorded } from './recorded/host.ts';

test('reads the open ports of an IPv4 address, and not the closed one', () => {
  expect(parseOpen(recorded('nmap-7.95-connect-ipv4.xml'))).toEqual(
    [6666, 8080, 8099, 8888].map((port) => ({ address: '192.168.1.10', port })),
  );
});

test('reads the open ports of several IPv6 addresses, each by itself', () => {
  const addresses = ['2001:db8:7c25:ea8c:ba27:ebff:fe43:9a80', 'fd10:764a:a275:1:ba27:ebff:fe43:9a80'];
  expect(parseOpen(recorded('nmap-7.95-connect-ipv6.xml'))).toEqual(
    addresses.flatMap((address) => [6666, 8080, 8888].map((port) => ({ address, port }))),
  );
});

test('ports that gave no answer in a sweep are left to connect to, in ranges as nmap takes them', () => {
  expect(parseNotClosed(recorded('nmap-7.95-syn-ipv4.xml'))).toEqual([
    '6666',
    '8080',
    '8099',
    '8888',
    '30000-30100',
  ]);
  expect(parseNotClosed(recorded('nmap-7.95-syn-ipv6.xml'))).toEqual(['6666', '8080', '8888']);
});

test('a scan that was cut off is an error, not a host without ports', () => {
  const whole = recorded('nmap-7.95-syn-ipv4.xml');
  const cut = whole.slice(0, whole.indexOf('<runstats>'));
  expect(() => parseOpen(cut)).toThrow(ObserveError);
  expect(() => parseOpen('')).toThrow(ObserveError);
});

test('IPv6 is asked for by its option, and only then', () => {
  expect(scanCommand('-sT', 'inet6', '80', ['::1'])).toContain('-6');
  expect(scanCommand('-sT', 'inet', '80', ['127.0.0.1'])).not.toContain('-6');
});
