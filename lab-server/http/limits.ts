import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { DeskSessions } from './desk-session.ts';
import { HttpProblem } from './problem.ts';
import type { Sessions } from './session.ts';

/** How often in a minute one address, one learner or one instructor may ask. */
export interface Limit {
  perMinute: number;
  per: 'address' | 'learner' | 'instructor';
  /** What is counted, as in "at most 60 answers a minute". */
  what: string;
}

/** Who asks, where it is not an address that is counted. */
interface Askers {
  learners: Pick<Sessions, 'require'>;
  desk: Pick<DeskSessions, 'require'>;
}

export function limitRequests({ perMinute, per, what }: Limit, visitors: Askers): RequestHandler {
  const who = {
    address: addressOf,
    learner: (request: Request) => visitors.learners.require(request).id,
    instructor: (request: Request) => visitors.desk.require(request).id,
  };
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    // RateLimit and RateLimit-Policy of the IETF draft; Retry-After comes with them.
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: who[per],
    handler: (_request, response, next) => {
      const seconds = response.get('Retry-After') ?? '60';
      const detail = `At most ${perMinute} ${what} a minute are taken; try again in ${seconds} s.`;
      next(new HttpProblem('too-many-requests', detail, { headers: { 'Retry-After': seconds } }));
    },
  });
}

function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '');
}
