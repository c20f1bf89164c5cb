import { z } from 'zod';
import { ExerciseId } from './exercise.ts';
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
    points: z.number(),
    seed: ScenarioSeed,
    counted: z.boolean().describe('False when the check could not look (status error): it costs no attempt.'),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Attempt' });
export type Attempt = z.infer<typeof Attempt>;
