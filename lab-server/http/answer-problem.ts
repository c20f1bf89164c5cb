import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { AlreadyDisputed } from '../grading/marking.ts';
import { QueueFull } from '../grading/queue.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { TooManyTerminals } from '../terminals/registry.ts';
import { BODY_LIMIT_WORDS } from './body.ts';
import { HttpProblem } from './problem.ts';

/** Answers every error with its problem; what is not foreseen is logged, and the client learns only that it happened. */
export function answerProblems(logger: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error, request, response, _next) => {
    const problem = asProblem(error);
    if (problem.kind === 'internal') {
      logger.error({ err: error, method: request.method, path: request.path }, 'A request failed');
    }
    if (response.headersSent) return response.destroy();
    sendProblem(response, problem);
  };
}

export function sendProblem(response: Response, problem: HttpProblem): void {
  response.set(problem.headers).status(problem.body.status).type('application/problem+json');
  response.end(JSON.stringify(problem.body));
}

/** What to answer to anything thrown. */
export function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof HostNotReady) {
    return new HttpProblem('host-not-ready', error.message, { headers: { 'Retry-After': '2' } });
  }
  if (error instanceof TooManyTerminals) return new HttpProblem('too-many-terminals', error.message);
  if (error instanceof AlreadyDisputed) {
    const detail = 'Each attempt can be disputed once; what you wrote is kept with it.';
    return new HttpProblem('disputed-already', detail);
  }
  if (error instanceof QueueFull) {
    return new HttpProblem('too-many-requests', error.message, { headers: { 'Retry-After': '5' } });
  }
  return (
    ofExpress(error) ?? new HttpProblem('internal', 'It is written in the log of the lab server. Try again.')
  );
}

/** The errors Express and its body parser raise for what a client did wrong. */
function ofExpress(error: unknown): HttpProblem | undefined {
  const { type, status, message } = error as { type?: string; status?: number; message?: string };
  if (type === 'entity.too.large') {
    return new HttpProblem('too-large', `A request may have at most ${BODY_LIMIT_WORDS}.`);
  }
  if (type === 'entity.parse.failed') {
    return new HttpProblem('malformed-request', `The body is not valid JSON: ${message}`);
  }
  if (status === 415) return new HttpProblem('wrong-media-type', 'Send plain JSON in UTF-8, not compressed.');
  if (status === 400) return new HttpProblem('malformed-request', `${message}.`);
  return undefined;
}
