import { expect, test } from 'vitest';
import checker from './behind-ports.ts';
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

test('where nothing is published it is none', () => {
  expect(checker.judge({ systems: ['none'] }, [])).toMatchObject({ status: 'correct', score: 1 });
  expect(checker.judge({ systems: ['docker'] }, [])).toMatchObject({ status: 'incorrect', score: 0 });
  expect(judge(['none'])).toMatchObject({ status: 'incorrect', score: 0 });
});

test('no finding names a system before it may', () => {
  for (const { text } of judge(['incus']).findings) expect(text).not.toMatch(/Docker|Podman|Incus|LXD/);
});

test('what is seen goes to the evidence', () => {
  expect(judge(['docker']).findings[0]?.evidence[0]?.seen).toMatch(/:8888 docker-proxy/);
});
