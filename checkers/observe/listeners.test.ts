import { expect, test } from 'vitest';
import { parseListeners } from './listeners.ts';
import { recorded } from './recorded/host.ts';

test('reads which program waits on which port, over IPv4 and IPv6', () => {
  expect(parseListeners(recorded('ss-iproute2-6.15-listening.txt'))).toEqual([
    { port: 9010, program: 'docker-proxy' },
    { port: 8099, program: 'conmon' },
    { port: 8888, program: 'docker-proxy' },
    { port: 7777, program: 'busybox' },
    { port: 6666, program: 'busybox' },
    { port: 8080, program: 'rootlessport' },
    { port: 8888, program: 'docker-proxy' },
  ]);
});

test('a socket that no program holds has no program', () => {
  expect(parseListeners('LISTEN 0      64           *:2049       *:*')).toEqual([
    { port: 2049, program: '' },
  ]);
  expect(parseListeners('')).toEqual([]);
});
