import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Load, place, whyFull } from './placement.ts';

const count = fc.integer({ min: 0, max: 5 });
const load = fc.record({
  isOpen: fc.boolean(),
  learners: count,
  most: count,
  room: fc.integer({ min: -1, max: 3 }),
  spares: fc.integer({ min: -1, max: 2 }),
  memory: fc.integer({ min: 0, max: 3 }),
  neighbours: fc.integer({ min: 0, max: 2 }),
});
const workers = fc
  .array(load, { maxLength: 12 })
  .map((all) => all.map((one, i): Load => ({ ...one, name: `worker-${i}` })));

const canTake = ({ isOpen, room }: Load) => isOpen && room > 0;

test('a learner gets a worker that can take one, whenever there is one', () => {
  fc.assert(
    fc.property(workers, (all) => {
      const placed = place(all);
      if (placed) expect(canTake(placed)).toBe(true);
      else expect(all.filter(canTake)).toEqual([]);
    }),
  );
});

test('none is better: neighbours first, then a host that waits ready, then free memory', () => {
  fc.assert(
    fc.property(workers, (all) => {
      const placed = place(all);
      if (!placed) return;
      const rank = ({ neighbours, spares, memory }: Load) => [neighbours, Number(spares > 0), memory];
      for (const other of all.filter(canTake)) {
        const [best, its] = [rank(placed), rank(other)];
        const differs = best.findIndex((value, i) => value !== its[i]);
        if (differs >= 0) expect(best[differs]).toBeGreaterThan(its[differs] ?? 0);
      }
    }),
  );
});

test('the order of the workers does not matter', () => {
  fc.assert(
    fc.property(
      workers.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(place(shuffled)).toEqual(place(all));
      },
    ),
  );
});

test('who gets no place is told with figures', () => {
  const full = { isOpen: true, learners: 4, most: 4, room: 0, spares: 0, memory: 0, neighbours: 0 };
  const [one, two] = [
    { ...full, name: 'one' },
    { ...full, name: 'two' },
  ];
  expect(whyFull([one, two])).toBe(
    'The class is full: 2 machines have the memory for 8 lab hosts, and 8 are in use. Ask for the place of a learner who has left, or add a machine.',
  );
  expect(whyFull([one, { ...two, isOpen: false }])).toContain(
    'and 4 are in use. 1 of 2 machines take no learners now.',
  );
  expect(whyFull([])).toContain('No machine for lab hosts can be reached now.');
});
