import { z } from 'zod';
import { LearnerId } from '../class.ts';
import { ExerciseId } from '../exercise.ts';

export const Learners = z.union([z.literal('all'), z.array(LearnerId).min(1).max(500)]);

/** POST …/resets */
export const ResetRequest = z
  .strictObject({
    learners: Learners,
    what: z
      .array(z.enum(['host', 'terminals', 'attempts', 'hints', 'notes']))
      .min(1)
      .describe('What is reset for each of them. Attempts and hints stay on record and no longer count.'),
    exercises: z
      .array(ExerciseId)
      .optional()
      .describe('The exercises whose attempts and hints are reset; all when left out.'),
    dryRun: z.boolean().default(false).describe('Only report what would go, and change nothing.'),
  })
  .meta({ id: 'ResetRequest' });
export type ResetRequest = z.infer<typeof ResetRequest>;

export const ResetReport = z
  .object({
    id: z.int().nullable().describe('For undoing it; null for a dry run.'),
    learners: z.array(
      z.object({
        learner: LearnerId,
        name: z.string(),
        host: z.boolean().describe('Whether the host is made again. That can’t be undone.'),
        terminals: z.int(),
        attempts: z.int(),
        hints: z.int(),
        notes: z.int(),
        failed: z.string().nullable(),
      }),
    ),
    undoUntil: z.iso
      .datetime()
      .nullable()
      .describe(
        'Until then attempts, hints and notes can be brought back; null when there is nothing to bring back.',
      ),
  })
  .meta({ id: 'ResetReport' });
export type ResetReport = z.infer<typeof ResetReport>;

/** POST …/checkpoints: makes fresh hosts and runs solve.sh of every task up to this exercise there. 202; follow `doing` on the wall. */
export const CheckpointRequest = z
  .strictObject({ learners: Learners, exercise: ExerciseId })
  .meta({ id: 'CheckpointRequest' });

/** Work that was started for several learners. */
export const Begun = z
  .object({
    learners: z.array(LearnerId),
    refused: z.array(z.object({ learner: LearnerId, name: z.string(), why: z.string() })),
  })
  .meta({ id: 'Begun' });
export type Begun = z.infer<typeof Begun>;
