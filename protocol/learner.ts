import { z } from 'zod';
import { ClassId } from './class.ts';

export const JoinRequest = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'Give a name of 1 to 60 characters.')
      .max(60, 'Give a name of 1 to 60 characters.')
      .regex(/^\P{Cc}*$/u, 'A name has letters, not control characters.'),
    code: z.string().max(40).optional().describe('The class code; in self-study none is needed.'),
    personalCode: z
      .string()
      .max(40)
      .optional()
      .describe('For who has joined before, from another device; with the same name.'),
  })
  .meta({ id: 'JoinRequest' });
export type JoinRequest = z.infer<typeof JoinRequest>;

/** GET /api/me and the answer to POST /api/join. */
export const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    joinedAt: z.iso.datetime(),
    points: z.object({ earned: z.number(), possible: z.number() }),
    selfStudy: z
      .boolean()
      .describe('Whether anyone may join, as there is no class: then there is no instructor.'),
    hostMap: z.boolean().describe('Whether the map of the lab host may be looked at; not in an exam.'),
    state: z
      .enum(['active', 'waiting'])
      .describe('waiting: asks to join a class, and can do nothing until an instructor says yes.'),
    class: z.object({ id: ClassId, name: z.string() }).nullable().describe('null in self-study.'),
    personalCode: z
      .string()
      .nullable()
      .describe('Lets you in again from another device, with your name. Only in a class.'),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;
