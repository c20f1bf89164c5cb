import { z } from 'zod';
import { ClassId, ClassSettings, Timer } from '../class.ts';
import { ChapterTitle, CourseName } from '../course.ts';
import { FormField } from '../exercise.ts';
import { shownName } from '../name.ts';
import { Instructor, InstructorId } from './instructor.ts';

const ClassName = shownName(80);

/** GET /api/desk/classes: one entry. */
export const ClassSummary = z
  .object({
    id: ClassId,
    name: z.string(),
    course: CourseName,
    code: z.string().describe('What learners join with, such as 7KQ-2MX.'),
    learners: z
      .int()
      .describe('Learners who take part, without those who wait, are only on the roster, or were removed.'),
    waiting: z.int().describe('Learners who have asked to join.'),
    createdAt: z.iso.datetime(),
    archivedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ClassSummary' });
export type ClassSummary = z.infer<typeof ClassSummary>;

/** The present state of a class, beside its settings. */
export const Live = z
  .strictObject({
    paused: z.boolean().describe('Eyes front: nothing typed reaches a terminal.'),
    timer: Timer.nullable(),
  })
  .meta({ id: 'Live' });
export type Live = z.infer<typeof Live>;

/** GET /api/desk/classes/{class} */
export const ClassDetail = ClassSummary.extend({
  chapters: z.array(ChapterTitle).describe("The course's, in its order."),
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
        isTask: z.boolean().describe('Whether a checkpoint can run its solve.sh.'),
      }),
    )
    .describe("The course's, in its order."),
}).meta({ id: 'ClassDetail' });
export type ClassDetail = z.infer<typeof ClassDetail>;

export const NewClass = z
  .strictObject({
    name: ClassName,
    course: CourseName.optional().describe('For good. Left out, the first that the lab server serves.'),
  })
  .meta({ id: 'NewClass' });

/** POST /api/desk/classes/{class}: a field that is left out stays as it is. Settings are sent whole. */
export const ClassChange = z
  .strictObject({
    name: ClassName.optional(),
    archived: z.boolean().optional(),
    newCode: z.literal(true).optional().describe('Makes another class code; learners who have joined stay.'),
    settings: ClassSettings.optional(),
  })
  .meta({ id: 'ClassChange' });
export type ClassChange = z.infer<typeof ClassChange>;

/** POST /api/desk/classes/{class}/live: a field that is left out stays as it is. */
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
    extend: z.int().min(-86_400).max(86_400).optional().describe('Seconds that are added to the timer.'),
  })
  .meta({ id: 'LiveChange' });
export type LiveChange = z.infer<typeof LiveChange>;

export const ClassInstructorChange = z
  .strictObject({ instructor: InstructorId, member: z.boolean() })
  .meta({ id: 'ClassInstructorChange' });
