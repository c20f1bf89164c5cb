import { z } from 'zod';

/** What a checker looked at: a command it ran on the lab host, and what that showed. */
export const Evidence = z.object({
  command: z.string(),
  seen: z.string().describe('The part of the output that matters, as it was printed or in short.'),
});
export type Evidence = z.infer<typeof Evidence>;

export const Finding = z
  .object({
    id: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .describe('Stable name, used by tests and reports.'),
    tone: z.enum(['right', 'wrong', 'note']),
    text: z.string().describe('One sentence for the learner; never gives the answer away.'),
    reveal: z
      .string()
      .optional()
      .describe('The same sentence with the answer in it; sent once the exercise allows it.'),
    evidence: z.array(Evidence).default([]).describe('Sent to a learner once the exercise allows it.'),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;

export const VerdictStatus = z.enum(['correct', 'partial', 'incorrect', 'needs-review', 'error']);
export type VerdictStatus = z.infer<typeof VerdictStatus>;

export const Verdict = z
  .object({
    status: VerdictStatus,
    score: z.number().min(0).max(1),
    findings: z.array(Finding).min(1),
  })
  .meta({ id: 'Verdict' });
export type Verdict = z.infer<typeof Verdict>;
