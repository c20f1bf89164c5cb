import { z } from 'zod';
import { LearnerId } from '../../protocol/class.ts';
import { ExerciseId } from '../../protocol/exercise.ts';
import { HostStatus } from '../../protocol/host.ts';
import { Framework } from '../../protocol/scenario.ts';

/** The kernel's own limit on ptys is far below. */
const Pts = z.int().min(0).max(1_048_576);
/** Of a map; empty where none was seen. */
const Mark = z.string().regex(/^([0-9a-f]{16})?$/);
const Shell = z.string().regex(/^[0-9a-z][0-9a-z-]{0,63}$/);

/** What is asked for, each by a number of the asker's that the answer repeats. */
const asking = { id: z.int().min(0) };

/**
 * Everything that may come over the host-maker's socket from those who are not root, one JSON object a line. `say` and
 * `listening` are for the operator's eyes.
 */
export const FromOrdinary = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('ensure'), ...asking, learner: LearnerId }),
  z.strictObject({ ask: z.literal('reset'), ...asking, learner: LearnerId }),
  z.strictObject({ ask: z.literal('release'), ...asking, learner: LearnerId }),
  z.strictObject({
    ask: z.literal('script'),
    ...asking,
    learner: LearnerId,
    exercise: ExerciseId,
    script: z.enum(['solve', 'start']),
  }),
  z.strictObject({
    ask: z.literal('observe'),
    ...asking,
    learner: LearnerId,
    exercise: ExerciseId,
    watching: z.boolean(),
  }),
  z.strictObject({ ask: z.literal('map'), ...asking, learner: LearnerId, seen: Mark }),
  z.strictObject({ ask: z.literal('enter'), ...asking, learner: LearnerId, pts: Pts }),
  z.strictObject({ ask: z.literal('spares'), ...asking }),
  z.strictObject({ ask: z.literal('leave'), shell: Shell }),
  z.strictObject({ ask: z.literal('active'), learner: LearnerId }),
  z.strictObject({ ask: z.literal('hello'), role: z.enum(['terminals', 'web']) }),
  z.strictObject({ ask: z.literal('say'), text: z.string().max(32_768) }),
  z.strictObject({
    ask: z.literal('listening'),
    url: z.url({ protocol: /^http$/ }),
    welcome: z.strictObject({
      deskPath: z.string().regex(/^\/desk\/#[\w-]{1,100}$/),
      class: z
        .strictObject({
          name: z
            .string()
            .max(80)
            .regex(/^\P{Cc}*$/u),
          code: z.string().regex(/^[0-9A-Z-]{7}$/),
        })
        .nullable(),
    }),
  }),
  z.strictObject({ ask: z.literal('web-ended'), code: z.int().nullable() }),
]);
export type FromOrdinary = z.infer<typeof FromOrdinary>;
/** Those that are answered. */
export type Request = Extract<FromOrdinary, { id: number }>;

/** How the web server is to run: from `npm start`, through the terminals' process, which starts it. */
export const WebSettings = z.object({
  host: z.string(),
  port: z.int(),
  previewPort: z.int().optional(),
  metrics: z.enum(['loopback', 'all']),
  logLevel: z.string(),
  hostMap: z.boolean(),
  /** Most ms a check may take in all. */
  checkLimit: z.int(),
  /** Whether there is to be a class that learners can join. */
  class: z.boolean(),
  /** The course's author works on it: its files are followed. */
  isPreview: z.boolean(),
  /** What runs on the host that all learners share, as it was when the lab server started; left out where each has their own. */
  shared: z
    .object({
      containers: z
        .array(z.object({ framework: Framework, name: z.string(), running: z.boolean() }))
        .readonly(),
      shared: z.boolean(),
    })
    .optional(),
});
export type WebSettings = z.infer<typeof WebSettings>;

/** What the host-maker says. */
export const FromHostMaker = z.discriminatedUnion('say', [
  z.object({ say: z.literal('answer'), id: z.int(), value: z.unknown() }),
  z.object({ say: z.literal('error'), id: z.int(), name: z.string(), message: z.string() }),
  z.object({ say: z.literal('status'), learner: z.string(), status: HostStatus }),
  z.object({ say: z.literal('left'), shell: z.string(), code: z.int() }),
  z.object({ say: z.literal('serve'), settings: WebSettings }),
]);
export type FromHostMaker = z.infer<typeof FromHostMaker>;
