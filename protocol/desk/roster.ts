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
const Detail = z.string().trim().max(200);

/** What the school's own list says of a learner. It comes back in exports, by which the school's platform knows them again. */
export const SchoolRecord = z.object({
  externalId: z
    .string()
    .nullable()
    .describe("The school's own number for the learner: Moodle's ID number, Canvas's SIS User ID."),
  email: z.string().nullable(),
  login: z.string().nullable().describe("Moodle's username, Canvas's SIS Login ID."),
  section: z.string().nullable().describe('Their section or group.'),
  platformId: z
    .string()
    .nullable()
    .describe('The id that the platform has for them by itself, such as ID in Canvas.'),
  familyName: z
    .string()
    .nullable()
    .describe('The part of the name that is the surname, where a list said so.'),
});
export type SchoolRecord = z.infer<typeof SchoolRecord>;

/** Of a learner who came by themselves the school's list says nothing. */
export const noSchoolRecord: SchoolRecord = {
  externalId: null,
  email: null,
  login: null,
  section: null,
  platformId: null,
  familyName: null,
};

/** GET /api/desk/classes/{class}/learners: one entry. */
export const RosterLearner = z
  .object({
    id: LearnerId,
    name: z.string(),
    ...SchoolRecord.shape,
    state: LearnerState,
    personalCode: z.string().describe('With it and their name, a learner comes back from another device.'),
    joinedAt: z.iso.datetime().nullable(),
    attempts: z.int(),
  })
  .meta({ id: 'RosterLearner' });
export type RosterLearner = z.infer<typeof RosterLearner>;

/** What a column of a list holds. Several may hold parts of the name. */
export const ColumnUse = z.enum([
  'name',
  'given',
  'family',
  'externalId',
  'email',
  'login',
  'section',
  'platformId',
  'none',
]);
export type ColumnUse = z.infer<typeof ColumnUse>;

/** POST …/learners: a roster as CSV, as spreadsheets, Moodle, Canvas and others save it, with a line that names the columns or without. */
export const RosterImport = z
  .strictObject({
    csv: z.string().max(1_000_000),
    dryRun: z.boolean().default(false).describe('Only report what would happen, and change nothing.'),
    header: z
      .int()
      .min(1)
      .nullable()
      .optional()
      .describe('The line that names the columns; null for none. Left out, it is looked for.'),
    columns: z
      .array(ColumnUse)
      .max(1000)
      .optional()
      .describe('What each column holds. Left out, it is read from their names and from what stands there.'),
  })
  .meta({ id: 'RosterImport' });
export type RosterImport = z.infer<typeof RosterImport>;

export const RosterReport = z
  .object({
    header: z.int().nullable().describe('The line that names the columns.'),
    head: z
      .array(z.object({ line: z.int(), text: z.string() }))
      .describe('The first lines, among which the one that names the columns can be chosen.'),
    columns: z
      .array(
        z.object({
          title: z.string().nullable(),
          examples: z.array(z.string()).describe('The first values that stand there, at most three.'),
          use: ColumnUse,
        }),
      )
      .describe('Every column, and how it was read.'),
    added: z.array(
      z.object({
        line: z.int(),
        name: z.string(),
        ...SchoolRecord.shape,
        twin: z
          .boolean()
          .describe(
            'Whether another learner has the same name: each of them joins with their personal code.',
          ),
      }),
    ),
    known: z
      .array(
        z.object({
          line: z.int(),
          name: z.string(),
          filled: z.array(ColumnUse).describe('What the list knows of them that the roster did not.'),
        }),
      )
      .describe('On the roster already.'),
    refused: z
      .array(z.object({ line: z.int(), text: z.string(), why: z.string() }))
      .describe('The lines that are left out.'),
  })
  .meta({ id: 'RosterReport' });
export type RosterReport = z.infer<typeof RosterReport>;

/** POST …/learners/{learner}: a field that is left out stays as it is. */
export const LearnerChange = z
  .strictObject({
    name: LearnerName.optional(),
    externalId: ExternalId.nullable().optional(),
    email: Detail.nullable().optional(),
    login: Detail.nullable().optional(),
    section: Detail.nullable().optional(),
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
