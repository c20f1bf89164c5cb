import { expect, test } from 'vitest';
import { ObserveError } from '../define.ts';
import { parseLsns } from './lsns.ts';
import { recorded } from './recorded/host.ts';

const namespaces = parseLsns(recorded('lsns-util-linux-2.41.txt'));

test('reads each namespace with its type, its processes and the first of them', () => {
  expect(namespaces.find(({ type, pid }) => type === 'net' && pid === 377)).toEqual({
    ns: 4026532565,
    type: 'net',
    nprocs: 2,
    pid: 377,
    command: '/bin/httpd -f -p 80 -h /www',
  });
});

test('reads every type that the lesson speaks of', () => {
  const types = new Set(namespaces.map(({ type }) => type));
  expect([...types].sort()).toEqual(['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts']);
});

test('a namespace that no process is in has none', () => {
  const printed = '{"namespaces":[{"ns":4026532565,"type":"net","nprocs":0,"pid":null,"command":null}]}';
  expect(parseLsns(printed)[0]?.pid).toBeNull();
});

test('something else is an error', () => {
  expect(() => parseLsns('        NS TYPE\n4026531835 cgroup')).toThrow(ObserveError);
});
