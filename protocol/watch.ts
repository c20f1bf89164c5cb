import { z } from 'zod';
import { Finding, VerdictStatus } from './verdict.ts';

/** A look at the host without an answer from the learner: the verdict that an answer would have got at that moment. */
export const Look = z
  .object({
    at: z.iso.datetime(),
    status: VerdictStatus,
    findings: z
      .array(Finding)
      .describe(
        'What of it is there by now, told as much as those of an attempt would be, without evidence.',
      ),
  })
  .meta({ id: 'Look' });
export type Look = z.infer<typeof Look>;

/** POST /api/exercises/{id}/watch */
export const Watched = z
  .object({ looked: Look.nullable().describe('The last look; null before the first.') })
  .meta({ id: 'Watched' });
export type Watched = z.infer<typeof Watched>;
