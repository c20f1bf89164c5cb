import type { Problem } from '../../protocol/problem.ts';

/** Every kind of problem the API answers with: its status, and its title, which is the same each time. */
export const problemKinds = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'not-joined': { status: 401, title: 'You have not joined' },
  'foreign-origin': { status: 403, title: 'The request comes from another site' },
  'metrics-refused': { status: 403, title: 'The metrics are for this machine only' },
  'map-off': { status: 403, title: 'There is no map' },
  'join-refused': { status: 403, title: 'You cannot join' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'unknown-exercise': { status: 404, title: 'There is no such exercise' },
  'unknown-terminal': { status: 404, title: 'You have no such terminal' },
  'file-refused': { status: 507, title: 'The file could not be kept' },
  'method-not-allowed': { status: 405, title: 'The address does not take this method' },
  'too-many-terminals': { status: 409, title: 'You have as many terminals as there may be' },
  'too-large': { status: 413, title: 'The request is too large' },
  'wrong-media-type': { status: 415, title: 'The request is not JSON' },
  'wrong-host': { status: 421, title: 'The address in the request is not this server' },
  'invalid-fields': { status: 422, title: 'Some fields are not right' },
  'upgrade-required': { status: 426, title: 'This address is a WebSocket' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'The lab server failed' },
  'host-not-ready': { status: 503, title: 'Your lab host is not ready' },
} as const satisfies Record<string, { status: number; title: string }>;
export type ProblemKind = keyof typeof problemKinds;

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
