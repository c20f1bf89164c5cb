import type { z } from 'zod';
import type { Evidence } from '../../protocol/verdict.ts';
import type { Surroundings } from './surroundings.ts';

/** What a check says of a host. `text` reveals no more of the answer than the task itself does. */
export interface Judged {
  holds: boolean;
  text: string;
  /** What was seen in place of what was asked for, as a sentence. It is said after the text, or after the author's own `fail`. */
  seen?: string | undefined;
  evidence: Evidence[];
}

/** One kind of check: one file under kinds/ whose default export is made by `defineCheck`. Its name is the file's. */
export interface CheckKind<Params extends z.ZodObject = z.ZodObject, Facts = unknown> {
  /** One sentence on what the check looks at, for docs/checks.md. */
  about: string;
  /** The parameters that an author writes below its name in exercise.yaml. Each field has a description. */
  params: Params;
  /** An entry of exercise.yaml's `checks`, as docs/checks.md shows it. */
  example: z.input<Params>;
  /** Looks at the host. The result has to survive JSON. */
  observe(at: Surroundings, params: z.infer<Params>): Promise<Facts>;
  /** Pure. */
  judge(params: z.infer<Params>, facts: Facts): Judged;
}

export function defineCheck<Params extends z.ZodObject, Facts>(
  kind: CheckKind<Params, Facts>,
): CheckKind<Params, Facts> {
  return kind;
}
