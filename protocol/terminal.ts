import { z } from 'zod';

export const Cols = z.int().min(2).max(500);
export const Rows = z.int().min(1).max(300);

export const TerminalRequest = z.strictObject({ cols: Cols, rows: Rows }).meta({ id: 'TerminalRequest' });
export type TerminalRequest = z.infer<typeof TerminalRequest>;

export const TerminalId = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/);
export const TerminalCreated = z.object({ id: TerminalId }).meta({ id: 'TerminalCreated' });

/** GET /api/terminals: one entry of the learner's own. */
export const TerminalInfo = z
  .object({ id: TerminalId, title: z.string(), cols: Cols, rows: Rows, createdAt: z.iso.datetime() })
  .meta({ id: 'TerminalInfo' });
export type TerminalInfo = z.infer<typeof TerminalInfo>;

/** Text frames on a terminal's WebSocket; binary frames are raw bytes both ways. */
export const FromServer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    offset: z.int().min(0).describe('Output bytes before the first that follows.'),
  }),
  z.object({ type: z.literal('exit'), code: z.int() }),
]);
export type FromServer = z.infer<typeof FromServer>;

export const FromClient = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ack'),
    bytes: z.int().min(0).describe('Output bytes taken since the last ack.'),
  }),
  z.strictObject({ type: z.literal('resize'), cols: Cols, rows: Rows }),
]);
export type FromClient = z.infer<typeof FromClient>;
