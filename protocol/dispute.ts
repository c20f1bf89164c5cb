import { z } from 'zod';

export const MOST_REASON = 500;

/** POST /api/exercises/{id}/attempts/{attempt}/dispute */
export const DisputeRequest = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(1, `Say why, in at most ${MOST_REASON} characters.`)
      .max(MOST_REASON, `Say why, in at most ${MOST_REASON} characters.`),
  })
  .meta({ id: 'DisputeRequest' });
export type DisputeRequest = z.infer<typeof DisputeRequest>;

/** What a learner says against the verdict on an attempt, once. */
export const Dispute = z
  .object({
    reason: z.string(),
    state: z
      .enum(['open', 'accepted', 'partly', 'rejected'])
      .describe(
        'open: nobody has looked at it yet. Otherwise what an instructor decided; partly: they gave some of the points.',
      ),
    at: z.iso.datetime(),
    answer: z
      .object({
        comment: z.string(),
        by: z.string().describe("The instructor's name."),
        at: z.iso.datetime(),
      })
      .nullable(),
  })
  .meta({ id: 'Dispute' });
export type Dispute = z.infer<typeof Dispute>;
