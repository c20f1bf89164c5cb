import { z } from 'zod';
import { ClassId } from './class.ts';
import { CourseBase, CourseName } from './course.ts';
import { shownName } from './name.ts';

export const JoinRequest = z
  .strictObject({
    name: shownName(60),
    code: z.string().max(40).optional().describe('The class code; in self-study none is needed.'),
    course: CourseName.optional().describe(
      'In self-study: the course. Left out, the one whose name the path begins with, or the first. A class has its own.',
    ),
    personalCode: z
      .string()
      .max(40)
      .optional()
      .describe(
        'For a learner who has joined before under the same name, and comes from another device or back to this one.',
      ),
  })
  .meta({ id: 'JoinRequest' });
export type JoinRequest = z.infer<typeof JoinRequest>;

/** GET /api/me and the answer to POST /api/join. */
export const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    joinedAt: z.iso.datetime(),
    course: CourseName,
    base: CourseBase,
    points: z.object({ earned: z.number(), possible: z.number() }),
    selfStudy: z
      .boolean()
      .describe('Whether anyone may join, because there is no class and so no instructor.'),
    hostMap: z.boolean().describe('Whether the learner may see the map of the lab host; not in an exam.'),
    ssh: z
      .boolean()
      .describe(
        'Whether the learner may come to the lab host by ssh: as the class has it, and not in an exam.',
      ),
    state: z
      .enum(['active', 'waiting'])
      .describe(
        'waiting: the learner has asked to join a class, and can do nothing until an instructor agrees.',
      ),
    class: z.object({ id: ClassId, name: z.string() }).nullable().describe('null in self-study.'),
    personalCode: z
      .string()
      .nullable()
      .describe(
        'Lets you in again, with your name: from another device, or here once somebody else was here. null for a learner of an earlier version who studies alone.',
      ),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;
