import { type Problem, type ProblemKind, problemKinds } from '../../protocol/problem.ts';
import type { Refused } from '../common/refused.ts';

interface Extras {
  errors?: NonNullable<Problem['errors']>;
  headers?: Record<string, string>;
}

/** Thrown anywhere in a handler to answer with a problem; the message is its detail, fit for the learner. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  readonly kind: ProblemKind;
  readonly headers: Record<string, string>;
  readonly #errors: Problem['errors'];

  constructor(kind: ProblemKind, detail: string, { errors, headers = {} }: Extras = {}) {
    super(detail);
    this.kind = kind;
    this.headers = headers;
    this.#errors = errors;
  }

  get body(): Problem {
    const { status, title } = problemKinds[this.kind];
    const errors = this.#errors ? { errors: this.#errors } : {};
    return { type: `/problems/${this.kind}`, title, status, detail: this.message, ...errors };
  }
}

/** The problem that answers a refusal of the domain. */
export function problemOf({ kind, message, errors, retryAfter }: Refused): HttpProblem {
  return new HttpProblem(kind, message, {
    ...(errors && { errors }),
    ...(retryAfter !== undefined && { headers: { 'Retry-After': String(retryAfter) } }),
  });
}
