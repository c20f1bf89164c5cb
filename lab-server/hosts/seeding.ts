import { createHash } from 'node:crypto';
import { Difficulty, ScenarioSeed, type Seeding } from '../../protocol/scenario.ts';
import { drawScenario, lesson, type Scenarios } from './scenario.ts';
import { isSolvable, shareNoAnswer } from './scenario-answers.ts';

/** Draws that are tried for one learner; about every second is unlike the neighbour's. */
const MOST_TRIES = 1000;

/**
 * The seed of the scenario that the next learner of a class gets. Pure: the same class and the same learners before give the
 * same seed. It is chosen once, when they join, and kept with the learner; attempts record it.
 *
 * With scheme `learner` no answer that is right on the host of the learner who joined just before is right on this
 * one's, whatever scenario that has, but for the question whose answer is the same everywhere. No seed comes twice in
 * a class. `fixed` gives the seed as it is: whoever sets it asks `isSolvable` (scenario-answers.ts) first.
 *
 * @param classId any name of the class that stays; learners in no class are one of their own.
 * @param before the seeds of those who joined the class before, in the order they joined.
 * @throws Error when no scenario is unlike the neighbour's, which takes one that no difficulty draws.
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

/** The seeds of the next so many learners of a class, in the order they join; each depends on those before. Pure. */
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

const WAYS_OUT =
  'Set it to “lesson” or another seed for all, to “class” for one scenario drawn for the class, or to “learner” for one each; ' +
  `“class” and “learner” take a difficulty, as learner:hard (${Difficulty.options.join(', ')}).`;

/**
 * How learners come by their scenarios, as SCENARIOS says; all have the course's where it is not set.
 * @throws RangeError when the setting means nothing, the course has containers of its own, or a seed is named whose host leaves a
 * question without an answer.
 */
export function seedingFrom(
  setting = process.env.SCENARIOS,
  { seed, draw }: Scenarios = { seed: lesson.seed, draw: drawScenario },
): Seeding {
  if (setting === undefined || setting === '') return { scheme: 'fixed', seed };
  if (draw !== drawScenario) {
    throw new RangeError(
      `SCENARIOS can't be ${JSON.stringify(setting)}: this course names the containers of its lab hosts itself. Leave SCENARIOS out.`,
    );
  }
  const [, scheme, difficulty] = /^(class|learner)(?::(.*))?$/.exec(setting) ?? [];
  if (scheme === 'class' || scheme === 'learner') {
    const known = Difficulty.safeParse(difficulty ?? 'medium');
    if (known.success) return { scheme, difficulty: known.data };
  }
  if (!ScenarioSeed.safeParse(setting).success) {
    throw new RangeError(`SCENARIOS can't be ${JSON.stringify(setting)}. ${WAYS_OUT}`);
  }
  if (isSolvable(drawScenario(setting))) return { scheme: 'fixed', seed: setting };
  throw new RangeError(
    `SCENARIOS names the seed ${setting}, on whose host no port is open, so that a question has no answer. ` +
      `Choose another seed; one that begins with a difficulty, as ${`medium-${setting}`.slice(0, 40)}, always has answers.`,
  );
}
