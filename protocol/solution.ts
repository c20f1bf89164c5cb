import { z } from 'zod';

export const SolutionRule = z
  .enum(['never', 'after-attempts', 'after-correct'])
  .describe(
    'When a learner may see the solution: never; after `revealAfter` attempts that counted, or a correct one; or only after a correct one.',
  );
export type SolutionRule = z.infer<typeof SolutionRule>;

/** exercises/NN-name/solution.yaml: how a learner finds the answer by themselves. */
export const SolutionSteps = z
  .array(
    z.strictObject({
      text: z
        .string()
        .describe('What to do, what to look at, and what that says. Code stands between backticks.'),
      run: z
        .string()
        .optional()
        .describe('A command for the lab host; `<PID>` in it is a gap that the learner fills in.'),
    }),
  )
  .min(1);
export type SolutionSteps = z.infer<typeof SolutionSteps>;

/** GET /api/exercises/{id}/solution */
export const Solution = z.object({ steps: SolutionSteps }).meta({ id: 'Solution' });
export type Solution = z.infer<typeof Solution>;
