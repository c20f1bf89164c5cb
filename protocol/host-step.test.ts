import { expect, test } from 'vitest';
import { readStep } from './host-step.ts';

test.each([
  ['starting the frameworks', { name: 'starting the frameworks' }],
  ['3 of 4 frameworks answer', { up: 3, all: 4 }],
  ['preparing the scenario: making the containers', { preparing: { name: 'making the containers' } }],
  ['preparing the scenario: 1 of 4 frameworks answer', { preparing: { up: 1, all: 4 } }],
])('“%s” is taken apart', (said, read) => {
  expect(readStep(said)).toEqual(read);
});

test('a step of a newer lab server is left as it is', () => {
  expect(readStep('polishing the host')).toBeUndefined();
  expect(readStep('preparing the scenario: polishing the host')).toBeUndefined();
});
