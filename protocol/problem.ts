import { z } from 'zod';

/** RFC 9457 problem details: how every error of the HTTP API is said. */
export const Problem = z
  .object({
    type: z
      .string()
      .describe('A stable name of the kind of problem, as a path such as /problems/unknown-exercise.'),
    title: z.string().describe('What kind of problem it is, the same words each time.'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What went wrong this time, and the way out.'),
    errors: z
      .array(
        z.object({ path: z.string().describe('JSON Pointer into the request body.'), message: z.string() }),
      )
      .optional()
      .describe('One entry per invalid field.'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
