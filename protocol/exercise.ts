import { z } from 'zod';
import { toTenths } from './points.ts';
import { SolutionRule } from './solution.ts';
import { VerdictStatus } from './verdict.ts';

export const ExerciseId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
  .describe("The exercise folder's name without its number.");

/** Words for one field of an answer form; the field itself comes from the checker's answer schema. */
export const FormField = z.object({
  label: z.string(),
  help: z.string().optional(),
  placeholder: z.string().optional(),
});

/** Points that this many opened hints take, to one decimal. */
export const takenBy = (opened: number, cost: number): number => toTenths(opened * cost);

/** exercises/NN-name/exercise.yaml */
export const ExerciseFile = z
  .strictObject({
    title: z.string(),
    chapter: z.string().describe('Slug of the chapter that shows it.'),
    points: z.int().min(1).max(100),
    checker: z.string().optional().describe('File name under checkers/, without .ts; or else `checks`.'),
    checks: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .max(50)
      .optional()
      .describe('What must hold on the host, for a task without an answer; docs/checks.md lists the checks.'),
    form: z.record(z.string(), FormField).default({}),
    hints: z.array(z.string()).default([]).describe('Opened one by one, in this order.'),
    hintCost: z
      .number()
      .min(0)
      .multipleOf(0.1)
      .default(0)
      .describe(
        'Points that each opened hint takes from attempts after it. All together take no more than there are.',
      ),
    revealAfter: z
      .int()
      .min(1)
      .default(3)
      .describe('Attempts after which findings name the answer and show their evidence.'),
    solution: SolutionRule.default('after-attempts'),
    needs: z
      .array(
        z
          .string()
          .regex(
            /^(own-host|(docker|podman|incus|lxd)(\/[a-z][a-z0-9-]+)?)$/,
            'A framework, or one of its containers as docker/whale, or own-host.',
          ),
      )
      .default([])
      .describe(
        'What must run on the host: a framework, or one of its containers as docker/whale. own-host is for an exercise in which the learner changes or captures something, which nobody may do on a machine that all share. On a host without these the exercise takes no answers, and says so. Every task needs own-host without saying so.',
      ),
    watch: z
      .boolean()
      .default(false)
      .describe(
        "The page marks it by itself as soon as the host's state satisfies it. The answer is then an empty object.",
      ),
  })
  .refine(({ checker, checks }) => (checker === undefined) !== (checks === undefined), {
    path: ['checker'],
    error: 'Name a checker, or say what is to be so with checks; one of the two.',
  })
  .refine(({ points, hints, hintCost }) => takenBy(hints.length, hintCost) <= points, {
    path: ['hintCost'],
    error: ({ input }) => {
      const { points, hints, hintCost } = input as { points: number; hints: string[]; hintCost: number };
      return `${hints.length} hints of ${hintCost} take ${takenBy(hints.length, hintCost)} points, but the exercise has ${points}.`;
    },
  });
export type ExerciseFile = z.infer<typeof ExerciseFile>;

/** What stands in a file of `wrong/` as of `right/`: an answer, or of a task the commands that a learner ran on the host. */
const Way = {
  why: z.string().describe('What the learner thought, or what is different about this way.'),
  answer: z.unknown().optional(),
  run: z.string().optional().describe('Bash commands, run as the learner on a fresh host.'),
};
const hasOne = ({ answer, run }: { answer?: unknown; run?: string | undefined }) =>
  (answer === undefined) !== (run === undefined);
const ONE = { error: 'Give an answer, or for a task what was run; one of the two.' };

/** exercises/NN-name/wrong/*.yaml: an answer that must fail, and the finding that it must get. */
export const WrongAnswer = z
  .strictObject({
    ...Way,
    finding: z.string(),
    says: z.string().optional().describe('Words that this finding must have: what was seen.'),
    status: VerdictStatus.exclude(['correct']).default('incorrect'),
  })
  .refine(hasOne, ONE);
export type WrongAnswer = z.infer<typeof WrongAnswer>;

/** exercises/NN-name/right/*.yaml: another right answer, or another way to do a task. It must pass at the first look, as `solve.sh` must. */
export const RightAnswer = z.strictObject(Way).refine(hasOne, ONE);
export type RightAnswer = z.infer<typeof RightAnswer>;

/** A learner's standing on one exercise. The best attempt counts, or the last, by the setting of the class. */
export const Standing = z.object({
  status: VerdictStatus,
  score: z.number().min(0).max(1),
  points: z
    .number()
    .min(0)
    .describe('What counts: score times the points of the exercise, less what hints took.'),
  taken: z.number().min(0).describe('Points that hints took from the best attempt.'),
  late: z.number().min(0).describe('Points that lateness took from it.'),
  attempts: z.int().min(0),
  held: z.boolean().describe('Held back in an exam: status, score and points tell nothing yet.'),
  override: z
    .object({ points: z.number(), comment: z.string() })
    .nullable()
    .describe('What an instructor gave instead, with the reason.'),
});
export type Standing = z.infer<typeof Standing>;

/** POST /api/exercises/{id}/hints opens the next one. */
export const OpenedHints = z
  .object({
    total: z.int(),
    opened: z.array(z.string()),
    cost: z
      .number()
      .min(0)
      .describe('Points that each takes from the attempts after it; 0 when they are free.'),
  })
  .meta({ id: 'OpenedHints' });
export type OpenedHints = z.infer<typeof OpenedHints>;

/** GET /api/exercises: one entry. */
export const Exercise = z
  .object({
    id: ExerciseId,
    number: z.int(),
    title: z.string(),
    chapter: z.string(),
    points: z.number().describe('To one decimal: a class may have its own.'),
    closed: z.boolean().describe('The instructor has closed it: it takes no answers.'),
    attemptsLeft: z.int().nullable().describe('In an exam; null: as many as you like.'),
    answer: z.record(z.string(), z.unknown()).describe('JSON Schema (2020-12) of the answer.'),
    form: z.record(z.string(), FormField),
    hints: OpenedHints,
    revealAfter: z.int(),
    solution: z.object({
      rule: SolutionRule,
      open: z.boolean().describe('Whether you may see it yet.'),
    }),
    start: z
      .enum(['none', 'due', 'made'])
      .describe(
        'Whether the exercise has a start of its own, which POST /api/exercises/{id}/start makes on your host: none; one that must be made before answers are taken; one that was made on the present host.',
      ),
    fits: z
      .boolean()
      .describe('Whether your lab host has what the exercise needs; if not, it takes no answers.'),
    watch: z
      .boolean()
      .describe("Whether the page can watch it: it is then marked as soon as the host's state satisfies it."),
    standing: Standing.nullable(),
  })
  .meta({ id: 'Exercise' });
export type Exercise = z.infer<typeof Exercise>;
