import { z } from 'zod';

/** Another machine that makes lab hosts for the lab server, as it is now. */
export const WorkerNow = z
  .object({
    name: z.string(),
    machine: z.string().describe('What it runs on: a member of a cluster.'),
    state: z
      .enum(['serving', 'draining', 'away', 'lost'])
      .describe(
        'serving: it takes learners. draining: it gets no new ones. away: the lab server can’t reach it just now, and its lab hosts go on. lost: it has ended with its lab hosts.',
      ),
    learners: z.int().describe('Learners whose lab host is up there, as far as it said last.'),
    atRest: z.int().describe('Lab hosts at rest there, as far as it said last.'),
    most: z.int().describe('Lab hosts that it has the memory for.'),
    spares: z.int().describe('Lab hosts that wait ready there.'),
    memory: z.number().describe('Bytes that programs could still take there.'),
  })
  .meta({ id: 'Worker' });
export type WorkerNow = z.infer<typeof WorkerNow>;
