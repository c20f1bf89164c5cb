import { expect, test } from 'vitest';
import type { FrameworkFacts } from './container.ts';
import { evidenceOf, runningOf } from './containers.ts';
import { containers } from './recorded/host.ts';

const seen = (framework: string) =>
  evidenceOf(containers.frameworks.find((facts) => facts.framework === framework) as FrameworkFacts).seen;

test('the running containers are those of all frameworks together', () => {
  expect(runningOf(containers)).toHaveLength(10);
});

test('evidence names each container, its owner and whether it runs', () => {
  expect(seen('podman').split('\n')).toEqual([
    "seal (pi's): running, PID 122",
    "rooted (root's): running, PID 543",
    "gone (pi's): running, PID 641",
    "idle (pi's): stopped",
  ]);
  expect(seen('lxd').split('\n')).toEqual(['dab: stopped', 'otter: running, PID 186']);
});

test('a framework without a container and one whose daemon is down are told apart', () => {
  const empty: FrameworkFacts = { framework: 'lxd', daemon: true, containers: [], command: 'list' };
  expect(evidenceOf(empty).seen).toBe('no containers');
  expect(evidenceOf({ ...empty, daemon: false }).seen).toBe("LXD's daemon does not answer");
});
