import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Difficulty, ScenarioSeed, type Seeding } from '../../protocol/scenario.ts';
import { readSettings } from '../settings/read.ts';
import { drawScenario, lesson } from './scenario.ts';
import { answersOf, isSolvable } from './scenario-answers.ts';
import { nextSeeds, seedFor, seedingOf } from './seeding.ts';

const difficulties = fc.constantFrom(...Difficulty.options);
const classIds = fc.string({ minLength: 1, maxLength: 60 });

/** The seeds of this many learners who join one after another. */
function joined(seeding: Seeding, classId: string, count: number, before: readonly string[] = []): string[] {
  const seeds = [...before];
  for (let i = 0; i < count; i++) seeds.push(seedFor(seeding, classId, seeds));
  return seeds.slice(before.length);
}

test('fixed: all have the seed that was chosen', () => {
  expect(joined({ scheme: 'fixed', seed: 'lesson' }, 'net-101', 3)).toEqual(['lesson', 'lesson', 'lesson']);
});

test('class: all of a class have one seed, and another class another', () => {
  fc.assert(
    fc.property(difficulties, classIds, classIds, (difficulty, one, other) => {
      fc.pre(one !== other);
      const seeding: Seeding = { scheme: 'class', difficulty };
      const seeds = joined(seeding, one, 3);
      expect(new Set(seeds).size).toBe(1);
      expect(joined(seeding, other, 1)).not.toContain(seeds[0]);
    }),
  );
});

test('learner: no two in a class have the same seed, and no answer of the previous learner is right', () => {
  fc.assert(
    fc.property(difficulties, classIds, (difficulty, classId) => {
      const seeds = joined({ scheme: 'learner', difficulty }, classId, 20);
      expect(new Set(seeds).size).toBe(seeds.length);
      const answers = seeds.map((seed) => answersOf(drawScenario(seed)));
      for (const [i, mine] of answers.entries()) {
        const theirs = answers[i - 1];
        if (!theirs) continue;
        expect(mine.systems).not.toEqual(theirs.systems);
        expect(mine.ports).not.toEqual(theirs.ports);
        expect(mine.count).not.toBe(theirs.count);
        expect(mine.pages.filter((name) => theirs.pages.includes(name))).toEqual([]);
      }
    }),
    { numRuns: 30 },
  );
});

test('every seed is valid in the protocol, has the difficulty asked for, and can be solved', () => {
  fc.assert(
    fc.property(
      difficulties,
      fc.constantFrom('class' as const, 'learner' as const),
      classIds,
      (difficulty, scheme, classId) => {
        for (const seed of joined({ scheme, difficulty }, classId, 3)) {
          expect(ScenarioSeed.parse(seed).startsWith(`${difficulty}-`)).toBe(true);
          expect(isSolvable(drawScenario(seed))).toBe(true);
        }
      },
    ),
  );
});

test('the same class gets the same seeds again, even if it stops and goes on', () => {
  const seeding: Seeding = { scheme: 'learner', difficulty: 'medium' };
  const all = joined(seeding, 'net-101', 12);
  const first = joined(seeding, 'net-101', 5);
  expect([...first, ...joined(seeding, 'net-101', 7, first)]).toEqual(all);
});

test('a class has no equal neighbours even if its difficulty changes midway or it began with the lesson', () => {
  for (const difficulty of Difficulty.options) {
    for (const before of [['lesson'], joined({ scheme: 'learner', difficulty: 'easy' }, 'net-101', 3)]) {
      const seed = seedFor({ scheme: 'learner', difficulty }, 'net-101', before);
      expect(seed.startsWith(`${difficulty}-`)).toBe(true);
      const [mine, theirs] = [seed, before.at(-1) ?? ''].map((one) => answersOf(drawScenario(one)));
      expect(mine?.systems).not.toEqual(theirs?.systems);
      expect(mine?.ports).not.toEqual(theirs?.ports);
    }
  }
});

test('learners who left do not make a seed come twice', () => {
  const seeding: Seeding = { scheme: 'learner', difficulty: 'hard' };
  const all = joined(seeding, 'net-101', 6);
  const stayed = all.filter((_, i) => i !== 1 && i !== 2);
  expect(stayed).not.toContain(seedFor(seeding, 'net-101', stayed));
});

test('the seeds of the next learners are known beforehand, and are the ones they get', () => {
  const seeding: Seeding = { scheme: 'learner', difficulty: 'easy' };
  const before = joined(seeding, 'net-101', 3);
  const next = nextSeeds(seeding, 'net-101', before, 4);
  expect(next).toEqual(joined(seeding, 'net-101', 4, before));
  expect(nextSeeds(seeding, 'net-101', [...before, ...next.slice(0, 1)], 3)).toEqual(next.slice(1));
});

test('all have what SCENARIOS says, and without it what the course says', () => {
  expect(seedingOf(readSettings({}))).toEqual({ scheme: 'fixed', seed: 'lesson' });
  expect(seedingOf(readSettings({ SCENARIOS: 'hard-7c2f' }))).toEqual({ scheme: 'fixed', seed: 'hard-7c2f' });
  expect(seedingOf(readSettings({ SCENARIOS: 'learner:easy' }))).toEqual({
    scheme: 'learner',
    difficulty: 'easy',
  });
});

test.each([
  ['learner:hard', 'not learner:hard'],
  ['lesson', 'not lesson'],
])('SCENARIOS=%s is refused for a course that names its own containers', (SCENARIOS, words) => {
  const scenarios = { seed: 'course', draw: () => lesson };
  expect(seedingOf(readSettings({}), scenarios)).toEqual({ scheme: 'fixed', seed: 'course' });
  expect(() => seedingOf(readSettings({ SCENARIOS }), scenarios)).toThrow(
    /^SCENARIOS must be left out for this course/,
  );
  expect(() => seedingOf(readSettings({ SCENARIOS }), scenarios)).toThrow(words);
});

test('a seed whose host leaves a question without an answer is refused, and another named', () => {
  const seed = Array.from({ length: 1000 }, (_, i) => `seed-${i}`).find(
    (one) => !isSolvable(drawScenario(one)),
  );
  expect(() => seedingOf(readSettings({ SCENARIOS: seed }))).toThrow(`medium-${seed}`);
  const other = readSettings({ SCENARIOS: `medium-${seed}` });
  expect(seedingOf(other)).toEqual({ scheme: 'fixed', seed: `medium-${seed}` });
});
