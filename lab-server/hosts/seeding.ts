import { createHash } from 'node:crypto';
import type { Seeding } from '../../protocol/scenario.ts';
import { drawScenario } from './scenario.ts';
import { shareNoAnswer } from './scenario-answers.ts';

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
