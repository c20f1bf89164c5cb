import { createHash } from 'node:crypto';
import type { Seeding } from '../../protocol/scenario.ts';
import { SettingError } from '../settings/setting-error.ts';
import type { Settings } from '../settings/table.ts';
import { drawScenario, lesson, type Scenarios } from './scenario.ts';
import { isSolvable, shareNoAnswer } from './scenario-answers.ts';

/** Number of draws that are tried for one learner; about every second one is unlike the neighbour's. */
const MOST_TRIES = 1000;

/**
 * The seed of the scenario that the next learner of a class gets. Pure: the same class and the same earlier learners give the
 * same seed. It is chosen once, when the learner joins, and kept with them. Attempts record it.
 *
 * With scheme `learner`, no right answer on the previous learner's host is right on this learner's host, whatever scenario the
 * previous one has, except for the question whose answer is the same everywhere. No seed comes twice in
 * a class. `fixed` gives the seed as it is: the caller asks `isSolvable` (scenario-answers.ts) before setting it.
 *
 * @param classId any lasting name of the class. Learners in no class form a class of their own.
 * @param before the seeds of the learners who joined the class before, in the order in which they joined.
 * @throws Error when no scenario is unlike the neighbour's. That happens only beside a scenario that no difficulty draws.
 */
export function seedFor(seeding: Seeding, classId: string, before: readonly string[]): string {
  if (seeding.scheme === 'fixed') return seeding.seed;
  const ofClass = `${seeding.difficulty}-${createHash('sha256').update(classId).digest('hex').slice(0, 12)}`;
  if (seeding.scheme === 'class') return ofClass;
  const neighbour = before.at(-1);
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const seed = `${ofClass}-${before.length + 1}-${attempt}`;
    if (before.includes(seed)) continue;
    if (neighbour === undefined || shareNoAnswer(drawScenario(seed), drawScenario(neighbour))) return seed;
  }
  throw new Error(`No ${seeding.difficulty} scenario is unlike ${neighbour}; choose another difficulty.`);
}

/** The seeds of the next learners of a class, in the order in which they join. Each depends on those before it. Pure. */
export function nextSeeds(
  seeding: Seeding,
  classId: string,
  before: readonly string[],
  count: number,
): string[] {
  const seeds = [...before];
  for (let i = 0; i < count; i++) seeds.push(seedFor(seeding, classId, seeds));
  return seeds.slice(before.length);
}

/**
 * How learners get their scenarios, as SCENARIOS says. Without it all have the course's.
 * @throws SettingError when the course has containers of its own, or a seed is named whose host leaves a question without an answer.
 */
export function seedingOf(
  { SCENARIOS }: Pick<Settings, 'SCENARIOS'>,
  { seed, draw }: Scenarios = { seed: lesson.seed, draw: drawScenario },
): Seeding {
  if (SCENARIOS === undefined) return { scheme: 'fixed', seed };
  const given = 'seed' in SCENARIOS ? SCENARIOS.seed : `${SCENARIOS.scheme}:${SCENARIOS.difficulty}`;
  if (draw !== drawScenario) {
    throw new SettingError({
      variable: 'SCENARIOS',
      given,
      may: 'left out for this course, which names the containers of its lab hosts itself',
      wayOut: 'Leave SCENARIOS out.',
    });
  }
  if (!('seed' in SCENARIOS) || isSolvable(drawScenario(SCENARIOS.seed))) return SCENARIOS;
  throw new SettingError({
    variable: 'SCENARIOS',
    given,
    may: 'a seed that opens a port on its host, without which a question has no answer',
    wayOut: `Choose another seed; one that begins with a difficulty, as ${`medium-${given}`.slice(0, 40)}, always has answers.`,
  });
}
