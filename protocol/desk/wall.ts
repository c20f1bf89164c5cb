import { z } from 'zod';
import { Control, Hand, LearnerId, Message } from '../class.ts';
import { HostState } from '../host.ts';
import { TerminalId } from '../terminal.ts';
import { VerdictStatus } from '../verdict.ts';

/** A learner's standing on one exercise; null for a learner who has not tried it. */
export const WallExercise = z.object({
  id: z.string(),
  status: VerdictStatus,
  points: z.number(),
  attempts: z.int(),
  at: z.iso.datetime().describe('Of the newest attempt.'),
});

/** One learner on the wall. Only active learners are on it. */
export const WallRow = z
  .object({
    learner: LearnerId,
    name: z.string(),
    host: HostState.nullable().describe('null: no host was asked for yet.'),
    online: z.boolean().describe('Whether a page of theirs is open.'),
    activeAt: z.iso.datetime().nullable().describe('When the learner last typed or answered.'),
    hand: Hand.nullable(),
    points: z.object({ earned: z.number(), possible: z.number() }),
    exercises: z.array(WallExercise).describe('Those they have tried.'),
    on: z
      .string()
      .nullable()
      .describe('The exercise that they had before them last, or answered; null for none yet.'),
    stuckSince: z.iso.datetime().nullable().describe('The first wrong attempt after the last right one.'),
    terminals: z.array(z.object({ id: TerminalId, title: z.string() })),
    control: Control.nullable(),
    doing: z
      .string()
      .nullable()
      .describe('What the desk has begun for them: a reset, a checkpoint, a re-check.'),
  })
  .meta({ id: 'WallRow' });
export type WallRow = z.infer<typeof WallRow>;

/** What a terminal shows, as text. */
export const WallScreen = z
  .object({
    learner: LearnerId,
    terminal: TerminalId,
    cols: z.int(),
    rows: z.int(),
    lines: z.array(z.string()).describe('From the top, without spaces at their ends.'),
    at: z.iso.datetime().describe('When the terminal last printed something.'),
  })
  .meta({ id: 'WallScreen' });
export type WallScreen = z.infer<typeof WallScreen>;

/** GET …/wall (server-sent events): `rows` with all at first and then those that changed, `gone` with ids, and what else at the desk is to be read again. */
export const wallEvents = {
  rows: z.array(WallRow),
  gone: z.array(LearnerId),
  /** The class itself has changed: read it again. */
  changed: z.object({}),
  /** Those whose attempts, disputes, hints or points have changed. */
  marks: z.array(LearnerId),
  /** The audit log has new entries. */
  audit: z.object({}),
} as const;

/** GET …/screens (server-sent events): `screens` with those that changed, each learner's terminal with the newest output. */
export const screenEvents = { screens: z.array(WallScreen) } as const;

export const MessageRequest = z
  .strictObject({
    to: z.union([z.literal('all'), z.array(LearnerId).min(1).max(500)]),
    text: z.string().trim().min(1, 'Write something.').max(2000),
    command: z
      .string()
      .trim()
      .max(1000)
      .regex(/^[^\p{Cc}]*$/u, 'A command is one line.')
      .optional()
      .describe('Learners can run it with one click.'),
  })
  .meta({ id: 'MessageRequest' });
export type MessageRequest = z.infer<typeof MessageRequest>;

/** GET …/messages: one entry. */
export const SentMessage = Message.extend({ to: z.array(z.string()) }).meta({ id: 'SentMessage' });
export type SentMessage = z.infer<typeof SentMessage>;

export const ControlRequest = z.strictObject({ terminal: TerminalId }).meta({ id: 'ControlRequest' });
export const GiveHint = z.strictObject({ exercise: z.string().max(60) }).meta({ id: 'GiveHint' });
