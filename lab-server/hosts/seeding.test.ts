import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Difficulty, ScenarioSeed, type Seeding } from '../../protocol/scenario.ts';
import { drawScenario } from './scenario.ts';
import { answersOf, isSolvable } from './scenario-answers.ts';
import { nextSeeds, seedFor, seedingFrom } from './seeding.ts';

const difficulties = fc.constantFrom(...Difficulty.options);
const classIds = fc.string({ minLength: 1, maxLength: 60 });

/** The seeds of so many learners who join one after another. */
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

test('learner: no two of a class have the same seed, and no answer of the one before is right', () => {
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

test('every seed is one the protocol takes, of the difficulty asked for, and can be solved', () => {
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

test('the same class gets the same seeds again, also when it is stopped and goes on', () => {
  const seeding: Seeding = { scheme: 'learner', difficulty: 'medium' };
  const all = joined(seeding, 'net-101', 12);
  const first = joined(seeding, 'net-101', 5);
  expect([...first, ...joined(seeding, 'net-101', 7, first)]).toEqual(all);
});

test('a class whose difficulty is changed midway has no equal neighbours either, nor one that began with the lesson', () => {
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

test('the seeds of the next learners are known beforehand, and hold as they join', () => {
  const seeding: Seeding = { scheme: 'learner', difficulty: 'easy' };
  const before = joined(seeding, 'net-101', 3);
  const next = nextSeeds(seeding, 'net-101', before, 4);
  expect(next).toEqual(joined(seeding, 'net-101', 4, before));
  expect(nextSeeds(seeding, 'net-101', [...before, ...next.slice(0, 1)], 3)).toEqual(next.slice(1));
});

test.each<[string | undefined, Seeding]>([
  [undefined, { scheme: 'fixed', seed: 'lesson' }],
  ['', { scheme: 'fixed', seed: 'lesson' }],
  ['lesson', { scheme: 'fixed', seed: 'lesson' }],
  ['hard-7c2f', { scheme: 'fixed', seed: 'hard-7c2f' }],
  ['class', { scheme: 'class', difficulty: 'medium' }],
  ['class:easy', { scheme: 'class', difficulty: 'easy' }],
  ['learner', { scheme: 'learner', difficulty: 'medium' }],
  ['learner:hard', { scheme: 'learner', difficulty: 'hard' }],
])('SCENARIOS=%s is understood', (setting, seeding) => {
  expect(seedingFrom(setting)).toEqual(seeding);
});

test.each(['learner:', 'class:harder', 'two words', 'fixed:lesson'])(
  'SCENARIOS=%s is refused, with what may stand there',
  (setting) => {
    expect(() => seedingFrom(setting)).toThrow(
      /SCENARIOS can't be .*“lesson”.*learner:hard \(easy, medium, hard\)/,
    );
  },
);

test('a seed whose host leaves a question without an answer is refused, and another named', () => {
  const seed = Array.from({ length: 1000 }, (_, i) => `seed-${i}`).find(
    (one) => !isSolvable(drawScenario(one)),
  );
  expect(() => seedingFrom(seed)).toThrow(`medium-${seed}`);
  expect(seedingFrom(`medium-${seed}`)).toEqual({ scheme: 'fixed', seed: `medium-${seed}` });
});
