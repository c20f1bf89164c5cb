import { z } from 'zod';

/** The copies of its data that the lab server keeps making. */
export const BackupNow = z
  .object({
    to: z.string().describe('Where they go, in words.'),
    at: z.iso.datetime().nullable().describe('When the last one was made; null: there is none yet.'),
    problem: z.string().nullable().describe('Why none could be made since, and the way out.'),
  })
  .meta({ id: 'Backup' });
export type BackupNow = z.infer<typeof BackupNow>;
