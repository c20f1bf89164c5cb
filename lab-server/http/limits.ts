import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Limit } from '../../protocol/api/contract.ts';
import type { DeskSessions } from './desk-session.ts';
import { addressOf } from './guesses.ts';
import { HttpProblem } from './problem.ts';
import type { Sessions } from './session.ts';

/** The person who asks, for requests that are counted for a person and not for an address. */
interface Askers {
  learners: Pick<Sessions, 'requireJoined'>;
  desk: Pick<DeskSessions, 'require'>;
}

export function limitRequests({ perMinute, per, what }: Limit, visitors: Askers): RequestHandler {
  const who = {
    address: addressOf,
    learner: (request: Request) => visitors.learners.requireJoined(request).id,
    instructor: (request: Request) => visitors.desk.require(request).id,
  };
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    // Sends RateLimit and RateLimit-Policy of the IETF draft. Retry-After comes with them.
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
