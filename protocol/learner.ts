import { z } from 'zod';

export const JoinRequest = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'Give a name of 1 to 60 characters.')
      .max(60, 'Give a name of 1 to 60 characters.'),
    code: z.string().max(40).optional().describe('The class code; in self-study none is needed.'),
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
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;
