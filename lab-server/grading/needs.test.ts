import { expect, test } from 'vitest';
import { lesson } from '../hosts/scenario.ts';
import { fits } from './needs.ts';

test('a framework and a container have to be there and run', () => {
  const stopped = { ...lesson, containers: lesson.containers.map((one) => ({ ...one, running: false })) };
  expect(fits([], stopped)).toBe(true);
  expect(fits(['docker', 'podman/seal'], lesson)).toBe(true);
  expect(fits(['docker'], stopped)).toBe(false);
  expect(fits(['docker/seal'], lesson)).toBe(false);
});

test('what changes a host needs one of its own', () => {
  expect(fits(['own-host', 'docker'], lesson)).toBe(true);
  expect(fits(['own-host'], { ...lesson, shared: true })).toBe(false);
  expect(fits(['docker'], { ...lesson, shared: true })).toBe(true);
});
