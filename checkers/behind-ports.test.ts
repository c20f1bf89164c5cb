import { expect, test } from 'vitest';
import checker from './behind-ports.ts';
import { heldSockets } from './observe/holders.ts';
import { parseSockets } from './observe/listeners.ts';
import { recorded } from './observe/recorded/host.ts';

const sockets = parseSockets(recorded('ss-iproute2-6.15-listening.txt'));
type Systems = Parameters<typeof checker.judge>[0]['systems'];
const judge = (systems: Systems) => checker.judge({ systems }, sockets);

test('Docker and Podman hold ports of a host of the lesson, Incus and LXD do not', () => {
  expect(judge(['podman', 'docker'])).toMatchObject({ status: 'correct', score: 1 });
  expect(judge(['docker'])).toMatchObject({
    status: 'partial',
    score: 0.5,
    findings: [{ id: 'proxy-missed' }],
  });
  expect(judge(['docker', 'podman', 'lxd'])).toMatchObject({
    status: 'partial',
    findings: [{ id: 'no-proxy' }],
  });
  expect(judge(['incus'])).toMatchObject({ status: 'incorrect', score: 0 });
});

test('the right choice is none when nothing is published', () => {
  expect(checker.judge({ systems: ['none'] }, [])).toMatchObject({ status: 'correct', score: 1 });
  expect(checker.judge({ systems: ['docker'] }, [])).toMatchObject({ status: 'incorrect', score: 0 });
  expect(judge(['none'])).toMatchObject({ status: 'incorrect', score: 0 });
});

test('a container in the host’s own network holds its port itself', () => {
  const processes = [
    { pid: 10, ppid: 9, args: '/whoami' },
    { pid: 12, ppid: 11, args: 'httpd' },
    { pid: 11, ppid: 10, args: 'sh' },
    { pid: 20, ppid: 1, args: 'httpd' },
    { pid: 1, ppid: 0, args: 'init' },
  ];
  const listening = [
    { address: '*', port: 80, program: 'httpd', pid: 12 },
    { address: '*', port: 81, program: 'httpd', pid: 20 },
  ];
  const facts = heldSockets(listening, processes, [{ pid: 10, framework: 'docker', watcher: '' }]);
  expect(facts.map(({ port, within }) => [port, within])).toEqual([
    [80, 'docker'],
    [81, undefined],
  ]);
  expect(checker.judge({ systems: ['docker'] }, facts)).toMatchObject({ status: 'correct', score: 1 });
  expect(checker.judge({ systems: ['none'] }, facts)).toMatchObject({ status: 'incorrect', score: 0 });
});

test('no finding names a system before it may', () => {
  for (const { text } of judge(['incus']).findings) expect(text).not.toMatch(/Docker|Podman|Incus|LXD/);
});

test('everything that was seen goes to the evidence', () => {
  expect(judge(['docker']).findings[0]?.evidence[0]?.seen).toMatch(/:8888 docker-proxy/);
});
