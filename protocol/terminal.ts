import { z } from 'zod';
import { isAnswer } from './terminal-answers.ts';

export const Cols = z.int().min(2).max(500);
export const Rows = z.int().min(1).max(300);

export const TerminalRequest = z.strictObject({ cols: Cols, rows: Rows }).meta({ id: 'TerminalRequest' });
export type TerminalRequest = z.infer<typeof TerminalRequest>;

export const TerminalId = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/);
export const TerminalCreated = z.object({ id: TerminalId }).meta({ id: 'TerminalCreated' });

/** The learner's host that a terminal is on: their own, or the second one beside it. */
export const WhichHost = z.enum(['own', 'second']);
export type WhichHost = z.infer<typeof WhichHost>;

/** POST /api/terminals */
export const LearnerTerminalRequest = TerminalRequest.extend({ host: WhichHost.default('own') }).meta({
  id: 'LearnerTerminalRequest',
});

/** GET /api/terminals: one entry of the learner's own. */
export const TerminalInfo = z
  .object({ id: TerminalId, title: z.string(), cols: Cols, rows: Rows, createdAt: z.iso.datetime() })
  .meta({ id: 'TerminalInfo' });
export type TerminalInfo = z.infer<typeof TerminalInfo>;

/** GET /api/terminals */
export const TerminalList = z
  .object({
    terminals: z.array(TerminalInfo.extend({ host: WhichHost })),
    recorded: z.boolean().describe('Whether those on the own host are recorded. Others never are.'),
  })
  .meta({ id: 'TerminalList' });

/** Most bytes in one frame from a client; a longer paste goes in several. A longer frame closes the socket (1009). */
export const LARGEST_INPUT_FRAME = 64 * 1024;

/** Most characters of an answer to a program's question. */
export const LONGEST_ANSWER = 4096;

/** Why a terminal's WebSocket was closed, beyond the standard codes; the close reason says it in words. */
export const closeCode = {
  /** The shell ended; an `exit` frame came before. */
  ended: 1000,
  /** The client broke the rules below. */
  broken: 1008,
  /** There is no such terminal any more, so trying again is of no use. */
  gone: 4404,
  /** The person who looks at it may not any more: they signed out, were removed, or got another code. */
  revoked: 4403,
} as const;

/**
 * Text frames on a terminal's WebSocket; binary frames are raw bytes both ways.
 *
 * A client's place in the output is the offset of the last `start` plus the binary bytes since; it asks `?from=` that
 * place after a drop. `start` is the first frame, and may come again when the client fell too far behind. Where its offset is not the
 * client's own place, the client clears its terminal first. When output was lost, the bytes that follow draw the
 * screen as it is now (beginning with RIS), and `offset` is chosen so that after them the place is right again.
 *
 * Output before `live` is history. A client must not answer its questions to the terminal (device attributes, cursor position), since they were
 * answered when they were new.
 *
 * The server sends at most 256 KiB that are not acknowledged. A client acknowledges at least every 64 KiB, or output stops.
 *
 * Several windows may show one terminal. Its size is the smallest that those in sight ask for, in each direction, and a window that shows
 * another size is told (`size`). Each window sends its own answers to questions of programs, and the server takes those of one window.
 *
 * A client may ask what its input has come to (`settle`) where `start` says that this is answered; a worker may be older than the page.
 *
 * A new socket for a shell that ended, or never existed, is closed with 4404. The `exit` frame comes after the last output.
 */
export const FromServer = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    offset: z.int().min(0).describe('Output bytes before the first that follows.'),
    live: z.int().min(0).describe('Output bytes made until now; those before it are history.'),
    settles: z.literal(true).optional().describe('The server answers `settle`.'),
  }),
  z
    .object({ type: z.literal('size'), cols: Cols, rows: Rows })
    .describe(
      'Of the terminal, when it is not the one that the window asked for last. An instructor’s window takes it as it is.',
    ),
  z
    .object({
      type: z.literal('settled'),
      count: z.int().min(0),
      waited: z.number().min(0).describe('Milliseconds between the question and this answer.'),
    })
    .describe(
      'Answers `settle`. The output before it has what programs made of the input before the question.',
    ),
  z.object({ type: z.literal('exit'), code: z.int() }),
]);
export type FromServer = z.infer<typeof FromServer>;

export const FromClient = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ack'),
    bytes: z.int().min(0).describe('Output bytes taken since the last ack.'),
  }),
  z
    .strictObject({ type: z.literal('resize'), cols: Cols, rows: Rows })
    .describe(
      'The window can be seen, and has room for that much. It shows that size until it is told another.',
    ),
  z
    .strictObject({ type: z.literal('hidden') })
    .describe('The window is out of sight until its next resize, and the terminal need not fit it.'),
  z
    .strictObject({ type: z.literal('settle'), count: z.int().min(0) })
    .describe('Asks to be told, by the same number, when the input so far has had time to be echoed.'),
  z
    .strictObject({ type: z.literal('answer'), text: z.string().max(LONGEST_ANSWER).refine(isAnswer) })
    .describe(
      'An answer to a question of a program, such as for the position of the cursor. It is never typing.',
    ),
]);
export type FromClient = z.infer<typeof FromClient>;
