import type { z } from 'zod';
import type { Evidence } from '../../protocol/verdict.ts';
import type { Surroundings } from './surroundings.ts';

/** What a check says of a host. `text` gives the answer away no more than the task itself does. */
export interface Judged {
  holds: boolean;
  text: string;
  evidence: Evidence[];
}

/** One kind of check: one file under kinds/ whose default export is made by `defineCheck`. Its name is the file's. */
export interface CheckKind<Params extends z.ZodObject = z.ZodObject, Facts = unknown> {
  /** What it looks at, in a sentence: docs/checks.md prints it. */
  about: string;
  /** What an author writes below its name in exercise.yaml. Each field is described. */
  params: Params;
  /** An entry of exercise.yaml's `checks`, as docs/checks.md shows it. */
  example: z.input<Params>;
  /** Looks at the host; what it gives has to survive JSON. */
  observe(at: Surroundings, params: z.infer<Params>): Promise<Facts>;
  /** Pure. */
  judge(params: z.infer<Params>, facts: Facts): Judged;
}

export function defineCheck<Params extends z.ZodObject, Facts>(
  kind: CheckKind<Params, Facts>,
): CheckKind<Params, Facts> {
  return kind;
}
