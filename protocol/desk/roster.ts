import { z } from 'zod';
import { ClassId, LearnerId } from '../class.ts';
import { shownName } from '../name.ts';

/**
 * `listed`: on the roster, but has not joined yet. `waiting`: has asked to join. `active`: takes part. `removed`: was taken out of the class; all
 * data is kept, and `active` brings the learner back. `merged`: is part of another learner now.
 */
export const LearnerState = z.enum(['listed', 'waiting', 'active', 'removed', 'merged']);
export type LearnerState = z.infer<typeof LearnerState>;

const LearnerName = shownName(60);
const ExternalId = z.string().trim().max(60);

/** GET /api/desk/classes/{class}/learners: one entry. */
export const RosterLearner = z
  .object({
    id: LearnerId,
    name: z.string(),
    externalId: z.string().nullable().describe("The school's own number for the learner, from the roster."),
    state: LearnerState,
    personalCode: z.string().describe('With it and their name, a learner comes back from another device.'),
    joinedAt: z.iso.datetime().nullable(),
    attempts: z.int(),
  })
  .meta({ id: 'RosterLearner' });
export type RosterLearner = z.infer<typeof RosterLearner>;

/** POST …/learners: a roster as CSV, with a header that names the columns, or without one: name, then the school's number. */
export const RosterImport = z
  .strictObject({
    csv: z.string().max(60_000),
    dryRun: z.boolean().default(false).describe('Only report what would happen, and change nothing.'),
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

/** POST …/learners/{learner}: a field that is left out stays as it is. */
export const LearnerChange = z
  .strictObject({
    name: LearnerName.optional(),
    externalId: ExternalId.nullable().optional(),
    state: z.enum(['active', 'removed']).optional(),
    class: ClassId.optional().describe('Another class of yours, with all they have done.'),
    newCode: z
      .literal(true)
      .optional()
      .describe('Makes another personal code, which ends all sessions of the learner.'),
  })
  .meta({ id: 'LearnerChange' });
export type LearnerChange = z.infer<typeof LearnerChange>;

/** POST …/learners/{learner}/merge: for somebody who joined twice. Everything of this learner goes to another of the class. */
export const MergeRequest = z.strictObject({ into: LearnerId }).meta({ id: 'MergeRequest' });

/** DELETE …/learners/{learner}?name=…: the name is asked for again, so that nobody is erased by mistake. */
export const Erased = z.object({ attempts: z.int(), recordings: z.int() }).meta({ id: 'Erased' });
export type Erased = z.infer<typeof Erased>;
