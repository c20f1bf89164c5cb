import { z } from 'zod';
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

/** Points that so many opened hints take, to one decimal. */
export const takenBy = (opened: number, cost: number): number => Math.round(opened * cost * 10) / 10;

/** exercises/NN-name/exercise.yaml */
export const ExerciseFile = z
  .strictObject({
    title: z.string(),
    chapter: z.string().describe('Slug of the chapter that shows it.'),
    points: z.int().min(1).max(100),
    checker: z.string().describe('File name under checkers/, without .ts.'),
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
  })
  .refine(({ points, hints, hintCost }) => takenBy(hints.length, hintCost) <= points, {
    path: ['hintCost'],
    error: ({ input }) => {
      const { points, hints, hintCost } = input as { points: number; hints: string[]; hintCost: number };
      return `${hints.length} hints of ${hintCost} take ${takenBy(hints.length, hintCost)} points, but the exercise has ${points}.`;
    },
  });
export type ExerciseFile = z.infer<typeof ExerciseFile>;

/** exercises/NN-name/wrong/*.yaml: an answer that must fail, and the finding it must get. */
export const WrongAnswer = z.strictObject({
  why: z.string(),
  answer: z.unknown(),
  finding: z.string(),
  status: VerdictStatus.exclude(['correct']).default('incorrect'),
});
export type WrongAnswer = z.infer<typeof WrongAnswer>;

/** A learner's standing on one exercise: the best attempt counts. */
export const Standing = z.object({
  status: VerdictStatus,
  score: z.number().min(0).max(1),
  points: z
    .number()
    .min(0)
    .describe('What counts: score times the points of the exercise, less what hints took.'),
  taken: z.number().min(0).describe('Points that hints took from the best attempt.'),
  attempts: z.int().min(1),
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
    points: z.int(),
    answer: z.record(z.string(), z.unknown()).describe('JSON Schema (2020-12) of the answer.'),
    form: z.record(z.string(), FormField),
    hints: OpenedHints,
    revealAfter: z.int(),
    solution: z.object({
      rule: SolutionRule,
      open: z.boolean().describe('Whether you may see it by now.'),
    }),
    standing: Standing.nullable(),
  })
  .meta({ id: 'Exercise' });
export type Exercise = z.infer<typeof Exercise>;
