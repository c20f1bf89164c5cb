import { z } from 'zod';

const session = { instructor: z.string(), session: z.string() };

/**
 * Says why somebody was let in, and to what, so that one can check at any later time whether they still would be. Nobody could come in by
 * anything it holds.
 */
export const Right = z.discriminatedUnion('access', [
  z.object({ access: z.literal('anyone') }),
  z.object({ access: z.enum(['joined', 'learner']), learner: z.string(), stamp: z.string() }),
  z.object({ access: z.literal('instructor'), ...session }),
  z.object({ access: z.literal('class'), ...session, group: z.string() }),
  z.object({ access: z.literal('member'), ...session, group: z.string(), learner: z.string() }),
]);
export type Right = z.infer<typeof Right>;
