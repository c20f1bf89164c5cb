import { z } from 'zod';
import { Attempt } from '../attempt.ts';
import { LearnerId } from '../class.ts';
import { Dispute } from '../dispute.ts';
import { ExerciseId } from '../exercise.ts';
import { Verdict, VerdictStatus } from '../verdict.ts';
import { Learners } from './reset.ts';
import { SchoolRecord } from './roster.ts';

/** A learner's grade on one exercise. */
export const Grade = z.object({
  exercise: z.string(),
  status: VerdictStatus.nullable().describe('null: not tried.'),
  points: z.number().describe('The points that count, after everything below.'),
  attempts: z.int(),
  taken: z.number().describe('Points that hints took.'),
  late: z.number().describe('Points that lateness took.'),
  override: z
    .object({ points: z.number(), comment: z.string(), by: z.string(), at: z.iso.datetime() })
    .nullable(),
  review: z.boolean().describe('Whether an attempt waits for review.'),
  disputed: z.boolean().describe('Whether a dispute is open.'),
  attempt: z.int().nullable().describe('The attempt that stands.'),
});
export type Grade = z.infer<typeof Grade>;

/** GET …/grades */
export const Grades = z
  .object({
    exercises: z.array(z.object({ id: z.string(), number: z.int(), title: z.string(), points: z.number() })),
    learners: z.array(
      z.object({
        learner: LearnerId,
        name: z.string(),
        ...SchoolRecord.shape,
        state: z.enum(['listed', 'active']).describe('listed: on the roster, but has never come.'),
        earned: z.number(),
        possible: z.number(),
        grades: z.array(Grade).describe('In the order of the exercises.'),
      }),
    ),
  })
  .meta({ id: 'Grades' });
export type Grades = z.infer<typeof Grades>;

/** POST …/learners/{learner}/grades */
export const OverrideRequest = z
  .strictObject({
    exercise: ExerciseId,
    points: z.number().min(0).max(1000).multipleOf(0.1).nullable().describe('null takes an override back.'),
    comment: z.string().trim().min(1, 'Say why; it is kept with the grade.').max(2000),
  })
  .meta({ id: 'OverrideRequest' });
export type OverrideRequest = z.infer<typeof OverrideRequest>;

/** An attempt as an instructor sees it, with the whole verdict and all that came after. */
export const DeskAttempt = Attempt.extend({
  learner: LearnerId,
  void: z.boolean().describe('Whether it was reset: it no longer counts.'),
  rechecks: z.array(
    z.object({
      verdict: Verdict,
      points: z.number(),
      seed: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  reviews: z.array(
    z.object({ points: z.number(), comment: z.string(), by: z.string(), at: z.iso.datetime() }),
  ),
}).meta({ id: 'DeskAttempt' });
export type DeskAttempt = z.infer<typeof DeskAttempt>;

/** GET …/reviews: the answers for review and open disputes that wait for an instructor, oldest first. */
export const ReviewItem = z
  .object({
    why: z.enum(['needs-review', 'dispute']),
    name: z.string().describe("The learner's."),
    possible: z.number(),
    attempt: DeskAttempt,
    dispute: Dispute.nullable(),
  })
  .meta({ id: 'ReviewItem' });
export type ReviewItem = z.infer<typeof ReviewItem>;

/** POST …/attempts/{attempt}/review */
export const ReviewRequest = z
  .strictObject({
    points: z
      .number()
      .min(0)
      .max(1000)
      .multipleOf(0.1)
      .optional()
      .describe('The points that the answer gets; when left out, it keeps its points.'),
    dispute: z
      .enum(['accepted', 'rejected'])
      .optional()
      .describe(
        'Left out while one is open, the points tell: a gain accepts it. Accepted with less than all points it is `partly`.',
      ),
    comment: z.string().trim().min(1, 'Say why; the learner reads it.').max(2000),
  })
  .refine(({ points, dispute }) => points !== undefined || dispute !== undefined, {
    error: 'Give points, or say what becomes of the dispute.',
  })
  .meta({ id: 'ReviewRequest' });
export type ReviewRequest = z.infer<typeof ReviewRequest>;

/** POST …/rechecks: checks the answers that stand against the hosts as they are now. 202; follow `doing` on the wall. */
export const RecheckRequest = z
  .strictObject({ learners: Learners, exercises: z.union([z.literal('all'), z.array(ExerciseId).min(1)]) })
  .meta({ id: 'RecheckRequest' });

/** GET …/audit?before=ID: newest first, 100 at a time. */
export const AuditEntry = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    by: z.string().describe('An instructor’s name; “learner” or “lab server” otherwise.'),
    learner: z.string().nullable().describe('The name of the learner it is about.'),
    action: z.string().describe('Such as grade.override.'),
    before: z.unknown(),
    after: z.unknown(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

/** GET …/report: what the printable report is drawn from. */
export const Report = z
  .object({
    class: z.string(),
    at: z.iso.datetime(),
    learners: z.int(),
    total: z.object({
      possible: z.number(),
      earned: z.array(z.number()).describe('Of each learner, ascending.'),
    }),
    exercises: z.array(
      z.object({
        id: z.string(),
        number: z.int(),
        title: z.string(),
        possible: z.number(),
        points: z.array(z.number()).describe('Of each learner who tried, ascending.'),
        statuses: z.partialRecord(VerdictStatus, z.int()).describe('How many learners stand at each.'),
        notTried: z.int(),
        attempts: z.array(z.int()).describe('How many attempts each learner who tried made, ascending.'),
        minutes: z.array(z.number()).describe('From the first attempt to the first right one, ascending.'),
        findings: z
          .array(z.object({ id: z.string(), text: z.string(), learners: z.int() }))
          .describe('The most frequent that were wrong, at most five.'),
      }),
    ),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

/** GET /api/desk/gradebooks: where grades can be sent. */
export const GradebookInfo = z.object({ id: z.string(), title: z.string() }).meta({ id: 'GradebookInfo' });
/** POST …/gradebook/{gradebook} */
export const GradebookReport = z
  .object({
    sent: z.int(),
    refused: z.array(z.object({ name: z.string(), why: z.string() })),
    where: z.string(),
  })
  .meta({ id: 'GradebookReport' });
