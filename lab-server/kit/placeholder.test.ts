import { expect, test } from 'vitest';
import { loadCatalog } from '../course/catalog.ts';
import { drawScenario } from '../hosts/scenario.ts';
import { answersOf } from '../hosts/scenario-answers.ts';
import { givenAway } from './placeholder.ts';

test('a placeholder that is a part of the right answer is named', () => {
  const form = {
    container: { label: 'Container', placeholder: 'whale' },
    ports: { label: 'Ports', placeholder: '22, 80' },
  };
  expect(givenAway(form, { container: 'Whale', ports: [8080] })).toContain(
    'container: the placeholder has “whale”',
  );
  expect(givenAway(form, { container: 'otter', ports: [80, 8080] })).toContain('“80”');
  expect(givenAway(form, { container: 'otter', ports: [8080] })).toBeNull();
});

test('no placeholder of the course is right on any host', async () => {
  const seeds = ['lesson', ...Array.from({ length: 300 }, (_, i) => `any-${i}`)];
  const scenarios = seeds.map(drawScenario);
  const right = [
    ...scenarios.flatMap(({ containers }) => containers.map(({ name }) => name)),
    ...scenarios.flatMap((scenario) => answersOf(scenario).ports),
    ...Array.from({ length: 5000 }, (_, number) => number),
  ];
  const catalog = await loadCatalog('exercises', 'checkers');
  for (const { id, form } of catalog.values()) {
    const answer = Object.fromEntries(Object.keys(form).map((field) => [field, right]));
    expect([id, givenAway(form, answer)]).toEqual([id, null]);
  }
});
