import { expect, test } from 'vitest';
import { lesson } from '../hosts/scenario.ts';
import { fits, leastThatFits } from './needs.ts';

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

test('the least that fits has the first running container of each need, and no other', () => {
  const [whale, seal, heron] = lesson.containers;
  expect(leastThatFits(['own-host'], lesson)).toEqual({ seed: 'lesson', containers: [] });
  expect(leastThatFits(['incus/heron', 'docker'], lesson).containers).toEqual([whale, heron]);
  const asleep = { framework: 'podman', name: 'idle', running: false, attachment: 'proxy' } as const;
  const two = { seed: 'two', containers: [asleep, ...lesson.containers] };
  expect(leastThatFits(['podman'], two).containers).toEqual([seal]);
});
