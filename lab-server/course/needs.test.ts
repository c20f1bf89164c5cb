import { expect, test } from 'vitest';
import { lesson } from '../hosts/scenario.ts';
import { fits } from './needs.ts';

test('a needed framework or container must exist and run', () => {
  const stopped = { ...lesson, containers: lesson.containers.map((one) => ({ ...one, running: false })) };
  expect(fits([], stopped)).toBe(true);
  expect(fits(['docker', 'podman/seal'], lesson)).toBe(true);
  expect(fits(['docker'], stopped)).toBe(false);
  expect(fits(['docker/seal'], lesson)).toBe(false);
});

test('an exercise that changes a host needs a host that no other learner uses', () => {
  expect(fits(['own-host', 'docker'], lesson)).toBe(true);
  expect(fits(['own-host'], { ...lesson, shared: true })).toBe(false);
  expect(fits(['docker'], { ...lesson, shared: true })).toBe(true);
});
