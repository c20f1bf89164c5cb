import { z } from 'zod';
import { ClassId, ClassSettings, Timer } from '../class.ts';
import { FormField } from '../exercise.ts';
import { Instructor, InstructorId } from './instructor.ts';

const ClassName = z
  .string()
  .trim()
  .min(1, 'Give a name of 1 to 80 characters.')
  .max(80, 'Give a name of 1 to 80 characters.');

/** GET /api/desk/classes: one entry. */
export const ClassSummary = z
  .object({
    id: ClassId,
    name: z.string(),
    code: z.string().describe('What learners join with, such as 7KQ-2MX.'),
    learners: z
      .int()
      .describe('Who take part, without those who wait, are only on the roster, or were removed.'),
    waiting: z.int().describe('Who ask to join.'),
    createdAt: z.iso.datetime(),
    archivedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ClassSummary' });
export type ClassSummary = z.infer<typeof ClassSummary>;

/** What holds just now, beside the settings. */
export const Live = z
  .strictObject({
    paused: z.boolean().describe('Eyes front: nothing typed reaches a terminal.'),
    timer: Timer.nullable(),
  })
  .meta({ id: 'Live' });
export type Live = z.infer<typeof Live>;

/** GET /api/desk/classes/{class} */
export const ClassDetail = ClassSummary.extend({
  settings: ClassSettings,
  live: Live,
  instructors: z.array(Instructor),
  exercises: z
    .array(
      z.object({
        id: z.string(),
        number: z.int(),
        title: z.string(),
        chapter: z.string(),
        points: z.number().describe('In this class.'),
        hints: z.int(),
        form: z.record(z.string(), FormField).describe('Words of its answer form.'),
        answer: z.record(z.string(), z.unknown()).describe('JSON Schema (2020-12) of the answer.'),
        isTask: z.boolean().describe('Whether its solve.sh brings a host further, for a checkpoint.'),
      }),
    )
    .describe("The course's, in its order."),
}).meta({ id: 'ClassDetail' });
export type ClassDetail = z.infer<typeof ClassDetail>;

export const NewClass = z.strictObject({ name: ClassName }).meta({ id: 'NewClass' });

/** POST /api/desk/classes/{class}: what is left out stays. Settings come whole. */
export const ClassChange = z
  .strictObject({
    name: ClassName.optional(),
    archived: z.boolean().optional(),
    newCode: z.literal(true).optional().describe('Another class code; who has joined stays.'),
    settings: ClassSettings.optional(),
  })
  .meta({ id: 'ClassChange' });
export type ClassChange = z.infer<typeof ClassChange>;

/** POST /api/desk/classes/{class}/live: what is left out stays. */
export const LiveChange = z
  .strictObject({
    paused: z.boolean().optional(),
    timer: z
      .strictObject({
        label: z.string().trim().max(80).default(''),
        seconds: z.int().min(1).max(86_400).describe('From now on.'),
      })
      .nullable()
      .optional()
      .describe('null ends it.'),
    extend: z.int().min(-86_400).max(86_400).optional().describe('Seconds that the timer gets more.'),
  })
  .meta({ id: 'LiveChange' });
export type LiveChange = z.infer<typeof LiveChange>;

export const ClassInstructorChange = z
  .strictObject({ instructor: InstructorId, member: z.boolean() })
  .meta({ id: 'ClassInstructorChange' });
