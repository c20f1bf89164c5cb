import { z } from 'zod';
import { ClassId, LearnerId } from '../class.ts';

/**
 * `listed`: on the roster, has not come yet. `waiting`: asks to join. `active`: takes part. `removed`: was taken out; all is kept and
 * `active` brings it back. `merged`: has become part of another.
 */
export const LearnerState = z.enum(['listed', 'waiting', 'active', 'removed', 'merged']);
export type LearnerState = z.infer<typeof LearnerState>;

const LearnerName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}*$/u, 'A name has letters, not control characters.');
const ExternalId = z.string().trim().max(60);

/** GET /api/desk/classes/{class}/learners: one entry. */
export const RosterLearner = z
  .object({
    id: LearnerId,
    name: z.string(),
    externalId: z.string().nullable().describe("The school's own number of them, from the roster."),
    state: LearnerState,
    personalCode: z.string().describe('With the name it lets them in again from another device.'),
    joinedAt: z.iso.datetime().nullable(),
    attempts: z.int(),
  })
  .meta({ id: 'RosterLearner' });
export type RosterLearner = z.infer<typeof RosterLearner>;

/** POST …/learners: a roster as CSV, with a header that names the columns, or without one: name, then the school's number. */
export const RosterImport = z
  .strictObject({
    csv: z.string().max(60_000),
    dryRun: z.boolean().default(false).describe('Say what would come of it, and change nothing.'),
  })
  .meta({ id: 'RosterImport' });

export const RosterReport = z
  .object({
    added: z.array(z.object({ line: z.int(), name: z.string(), externalId: z.string().nullable() })),
    known: z.array(z.object({ line: z.int(), name: z.string() })).describe('On the roster already.'),
    refused: z.array(z.object({ line: z.int(), text: z.string(), why: z.string() })),
  })
  .meta({ id: 'RosterReport' });
export type RosterReport = z.infer<typeof RosterReport>;

/** POST …/learners/{learner}: what is left out stays. */
export const LearnerChange = z
  .strictObject({
    name: LearnerName.optional(),
    externalId: ExternalId.nullable().optional(),
    state: z.enum(['active', 'removed']).optional(),
    class: ClassId.optional().describe('Another class of yours, with all they have done.'),
    newCode: z.literal(true).optional().describe('Another personal code; browsers that are in stay in.'),
  })
  .meta({ id: 'LearnerChange' });
export type LearnerChange = z.infer<typeof LearnerChange>;

/** POST …/learners/{learner}/merge: all of this learner's goes to another of the class, who joined twice. */
export const MergeRequest = z.strictObject({ into: LearnerId }).meta({ id: 'MergeRequest' });

/** DELETE …/learners/{learner}?name=…: the name again, so that nobody is erased by a slip. */
export const Erased = z.object({ attempts: z.int(), recordings: z.int() }).meta({ id: 'Erased' });
export type Erased = z.infer<typeof Erased>;
