import { z } from 'zod';
import { ExerciseId } from './exercise.ts';
import { TerminalId } from './terminal.ts';

export const ClassId = z.string().regex(/^c[0-9a-f]{12}$/);
/** An id as store/learners.ts makes it. */
export const LearnerId = z.string().regex(/^l[0-9a-f]{12}$/);

/**
 * Who may join with the class code: anyone; anyone whom an instructor lets in; or only learners on the roster.
 */
export const Joining = z.enum(['open', 'approval', 'roster']);
export type Joining = z.infer<typeof Joining>;

/** What happens to an answer that comes after the due date. */
export const LatePolicy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted') }),
  z.strictObject({ kind: z.literal('refused') }),
  z.strictObject({
    kind: z.literal('deducted'),
    percentPerDay: z.number().min(1).max(100).describe('Of the points of the answer, for each day begun.'),
  }),
]);
export type LatePolicy = z.infer<typeof LatePolicy>;

/** How a class is marked. */
export const GradingPolicy = z.strictObject({
  counts: z.enum(['best', 'last']).default('best').describe('Which attempt of an exercise stands.'),
  due: z.iso.datetime().nullable().default(null),
  late: LatePolicy.default({ kind: 'accepted' }),
  points: z
    .record(ExerciseId, z.number().min(0).max(1000).multipleOf(0.1))
    .default({})
    .describe('Points of exercises in this class, where they are not what the course says.'),
});
export type GradingPolicy = z.infer<typeof GradingPolicy>;

/** In an exam there are no hints, no solutions and no map, and verdicts are held back until they are released. */
export const Exam = z
  .strictObject({
    from: z.iso.datetime(),
    until: z.iso.datetime().describe('No answers are taken from then on.'),
    attempts: z.int().min(1).max(100).nullable().describe('Attempts at each exercise; null for any number.'),
    released: z.boolean().default(false).describe('Whether learners may see verdicts and marks yet.'),
  })
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
    path: ['until'],
    error: 'An exam ends after it begins.',
  });
export type Exam = z.infer<typeof Exam>;

/** What an instructor sets for a class. */
export const ClassSettings = z
  .strictObject({
    joining: Joining.default('open'),
    closedChapters: z.array(z.string().max(100)).max(200).default([]),
    closedExercises: z.array(ExerciseId).max(200).default([]),
    grading: GradingPolicy.prefault({}),
    exam: Exam.nullable().default(null),
    ssh: z.boolean().default(false).describe('Whether learners may come to their lab hosts by ssh.'),
    recordings: z
      .strictObject({
        on: z.boolean().default(true),
        keepDays: z.int().min(1).max(3650).nullable().default(null).describe('null keeps them for good.'),
      })
      .prefault({}),
  })
  .meta({ id: 'ClassSettings' });
export type ClassSettings = z.infer<typeof ClassSettings>;

export const Timer = z.strictObject({
  label: z.string().trim().max(80),
  startedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export type Timer = z.infer<typeof Timer>;

export const Message = z
  .object({
    id: z.int(),
    from: z.string().describe("The instructor's name."),
    text: z.string(),
    command: z.string().nullable().describe('For the terminal; it runs when the learner says so.'),
    toAll: z.boolean(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

/** What an instructor has done to a learner's lab or marks, other than by writing to them. */
export const Act = z
  .object({
    id: z.int(),
    by: z.string().describe("The instructor's name."),
    at: z.iso.datetime(),
    what: z.enum([
      'reset',
      'undone',
      'checkpoint',
      'freed',
      'copied',
      'replaced',
      'given',
      'hint',
      'override',
      'review',
      'recheck',
    ]),
    exercise: z
      .object({ id: ExerciseId, title: z.string() })
      .nullable()
      .describe('null where it concerns the lab as a whole. Of a checkpoint, the last that was done.'),
    points: z
      .number()
      .nullable()
      .describe(
        'What an answer or exercise has now; null where that stayed, or points by hand were taken back.',
      ),
    comment: z.string().describe('Why, in the instructor’s words; may be empty.'),
    gone: z
      .object({
        host: z.boolean(),
        terminals: z.int(),
        attempts: z.int(),
        hints: z.int(),
        notes: z.int(),
      })
      .nullable()
      .describe('What a reset took, or brought back when it was undone.'),
    undoUntil: z.iso
      .datetime()
      .nullable()
      .describe('Until then the instructor can bring attempts, hints and notes back.'),
  })
  .meta({ id: 'Act' });
export type Act = z.infer<typeof Act>;

export const Hand = z
  .object({
    raisedAt: z.iso.datetime(),
    about: z.string().nullable().describe('What the learner needs help with, in their own words.'),
  })
  .meta({ id: 'Hand' });
export type Hand = z.infer<typeof Hand>;

export const HandRequest = z
  .strictObject({ about: z.string().trim().max(200).optional() })
  .meta({ id: 'HandRequest' });

/** An instructor has asked to type into a learner's terminal (`asked`), or is allowed to (`granted`). */
export const Control = z.object({
  terminal: TerminalId,
  by: z.string().describe("The instructor's name."),
  state: z.enum(['asked', 'granted']),
});
export type Control = z.infer<typeof Control>;

export const ControlAnswer = z
  .strictObject({
    allow: z.boolean(),
    by: z
      .string()
      .max(200)
      .optional()
      .describe('The instructor who asked, as the page showed it: the answer is for nobody else.'),
  })
  .meta({ id: 'ControlAnswer' });

/** GET /api/class, and the data of each `class` event: everything that a learner's page shows of their class now. */
export const ClassView = z
  .object({
    name: z.string(),
    instructors: z.array(z.string()).describe('Their names.'),
    paused: z.boolean().describe('Eyes front: nothing typed reaches a terminal.'),
    timer: Timer.nullable(),
    counts: GradingPolicy.shape.counts.unwrap(),
    due: z.iso.datetime().nullable(),
    late: LatePolicy,
    exam: Exam.nullable(),
    recorded: z.boolean(),
    closedChapters: z.array(z.string()),
    closedExercises: z.array(z.string()),
    hand: Hand.nullable(),
    messages: z.array(Message).describe('The last twenty, newest first.'),
    acts: z
      .array(Act)
      .describe(
        'The last twenty, newest first. Those on marks are left out while an exam holds verdicts back.',
      ),
    watched: z
      .array(z.object({ terminal: TerminalId, by: z.string() }))
      .describe('Which terminals an instructor is looking at.'),
    control: Control.nullable(),
  })
  .meta({ id: 'ClassView' });
export type ClassView = z.infer<typeof ClassView>;
