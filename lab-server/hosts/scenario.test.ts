import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Scenario } from '../../protocol/scenario.ts';
import { drawScenario, lesson } from './scenario.ts';

const seeds = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);

test('every seed draws a valid scenario of two to four frameworks with one to three containers each', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { containers } = Scenario.parse(drawScenario(seed));
      const perFramework = Map.groupBy(containers, (container) => container.framework);
      expect(perFramework.size).toBeGreaterThanOrEqual(2);
      for (const [framework, ofOne] of perFramework) {
        expect(ofOne.length).toBeLessThanOrEqual(3);
        expect(ofOne.some((container) => container.running)).toBe(true);
        for (const { publishedPort } of ofOne) {
          expect(publishedPort !== undefined).toBe(framework === 'docker' || framework === 'podman');
          if (framework === 'podman') expect(publishedPort).toBeGreaterThanOrEqual(1024);
        }
      }
    }),
  );
});

test('no two containers share a name or a published port', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { containers } = drawScenario(seed);
      const ports = containers.flatMap(({ publishedPort }) => publishedPort ?? []);
      expect(new Set(containers.map(({ name }) => name)).size).toBe(containers.length);
      expect(new Set(ports).size).toBe(ports.length);
    }),
  );
});

test('the same seed draws the same scenario, and 100 seeds draw 100 different ones', () => {
  const drawn = Array.from({ length: 100 }, (_, i) =>
    JSON.stringify(drawScenario(`learner-${i}`).containers),
  );
  expect(drawScenario('learner-7')).toEqual(drawScenario('learner-7'));
  expect(new Set(drawn).size).toBe(100);
});

test('the seed lesson is the picture of the lesson, whatever else changes', () => {
  expect(drawScenario('lesson')).toEqual(lesson);
  expect(lesson.containers.map(({ name, publishedPort }) => [name, publishedPort])).toEqual([
    ['whale', 8888],
    ['seal', 8080],
    ['heron', undefined],
    ['otter', undefined],
  ]);
});
