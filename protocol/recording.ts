import { z } from 'zod';
import { TerminalId } from './terminal.ts';

/** GET /api/recordings: one recorded terminal of the learner's own. */
export const RecordingInfo = z
  .object({
    /** The terminal's. */
    id: TerminalId,
    title: z.string(),
    startedAt: z.iso.datetime(),
    seconds: z.number().min(0).describe('From its start to what was recorded last.'),
    bytes: z.int().min(0).describe('Size of the file.'),
    live: z.boolean().describe('Whether the terminal is still open.'),
  })
  .meta({ id: 'RecordingInfo' });
export type RecordingInfo = z.infer<typeof RecordingInfo>;
