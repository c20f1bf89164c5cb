import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { HttpProblem } from './problem.ts';
import type { Sessions } from './session.ts';

/** How often in a minute one address or one learner may ask. */
export interface Limit {
  perMinute: number;
  per: 'address' | 'learner';
  /** What is counted, as in "at most 60 answers a minute". */
  what: string;
}

export function limitRequests({ perMinute, per, what }: Limit, sessions: Sessions): RequestHandler {
  const who = { address: addressOf, learner: (request: Request) => sessions.require(request).id };
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
