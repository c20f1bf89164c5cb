import { z } from 'zod';
import { Dispute } from './dispute.ts';
import { ExerciseId } from './exercise.ts';
import { toTenths } from './points.ts';
import { ScenarioSeed } from './scenario.ts';
import { Verdict } from './verdict.ts';

/** POST /api/exercises/{id}/attempts: the answer's own shape is the exercise's. */
export const AttemptRequest = z.strictObject({ answer: z.unknown() }).meta({ id: 'AttemptRequest' });

export const Attempt = z
  .object({
    id: z.int(),
    exercise: ExerciseId,
    answer: z.unknown(),
    verdict: Verdict,
    points: z.number().describe('score times the points of the exercise, as if no hint had been opened.'),
    deducted: z.number().min(0).describe('Points that hints take which were open when the answer was given.'),
    late: z.number().min(0).describe('Points it lost because it came after the due date.'),
    held: z
      .boolean()
      .describe('Given in an exam whose verdicts are held back: verdict and points say nothing yet.'),
    review: z
      .object({ points: z.number(), comment: z.string(), by: z.string(), at: z.iso.datetime() })
      .nullable()
      .describe('Points that an instructor gave for it; `points` is then the same.'),
    seed: ScenarioSeed,
    counted: z.boolean().describe('False when the check could not look (status error): it costs no attempt.'),
    at: z.iso.datetime(),
    dispute: Dispute.nullable().describe('What the learner said against the verdict.'),
  })
  .meta({ id: 'Attempt' });
export type Attempt = z.infer<typeof Attempt>;

/** The points of an attempt that count, to one decimal: never below 0. */
export function earnedBy({ points, deducted, late }: Pick<Attempt, 'points' | 'deducted' | 'late'>): number {
  return toTenths(Math.max(0, points - deducted - late));
}

/** The points that hints took from an attempt: no more than it had. */
export function takenFrom({ points, deducted }: Pick<Attempt, 'points' | 'deducted'>): number {
  return Math.min(points, deducted);
}
