import { z } from 'zod';
import { VerdictStatus } from './verdict.ts';

/** A look at the host that nobody asked for by answering: what would have come of an answer just then. */
export const Look = z
  .object({
    at: z.iso.datetime(),
    status: VerdictStatus,
  })
  .meta({ id: 'Look' });
export type Look = z.infer<typeof Look>;

/** POST /api/exercises/{id}/watch */
export const Watched = z
  .object({ looked: Look.nullable().describe('The last look; null as long as there was none.') })
  .meta({ id: 'Watched' });
export type Watched = z.infer<typeof Watched>;
