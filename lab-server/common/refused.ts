import type { Problem, ProblemKind } from '../../protocol/problem.ts';

interface Extras {
  /** What is wrong in the fields that were sent. */
  errors?: NonNullable<Problem['errors']>;
  /** Seconds after which it may go well. */
  retryAfter?: number;
}

/**
 * A request is refused for a reason of the domain: a rule of a class, a limit, a host that is not there. The message is for the learner or
 * the instructor who asked. Only http/ knows how it is answered over HTTP.
 */
export class Refused extends Error {
  override name = 'Refused';
  readonly kind: ProblemKind;
  readonly errors: Problem['errors'];
  readonly retryAfter: number | undefined;

  constructor(kind: ProblemKind, message: string, { errors, retryAfter }: Extras = {}) {
    super(message);
    this.kind = kind;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}
