import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { type Disk, LITTLE_DISK } from '../common/disk-room.ts';
import { Refused } from '../common/refused.ts';
import { inWords } from '../common/room.ts';
import { isDiskFull } from '../store/room-within.ts';
import { bodyLimitWords } from './body.ts';
import { HttpProblem, problemOf } from './problem.ts';

/** Answers every error with its problem. An error that nobody foresaw is logged, and the client learns only that it happened. */
export function answerProblems(logger: Logger, disk: () => Disk): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error, request, response, _next) => {
    const problem = isDiskFull(error) ? diskFull(disk()) : asProblem(error);
    if (problem.kind === 'internal' && isHangUp(error)) {
      logger.debug(
        { method: request.method, path: request.path, code: error.code },
        'A request was broken off',
      );
    } else if (problem.kind === 'internal' || problem.kind === 'disk-full') {
      logger.error({ err: error, method: request.method, path: request.path }, 'A request failed');
    }
    if (response.headersSent) return response.destroy();
    sendProblem(response, problem);
  };
}

/** Errors of Node's streams and of `send` which say that the client left before the end. That is no error of the server. */
const HUNG_UP = new Set([
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_STREAM_UNABLE_TO_PIPE',
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
]);
const isHangUp = (error: unknown): boolean =>
  HUNG_UP.has((error as NodeJS.ErrnoException | undefined)?.code ?? '');

function sendProblem(response: Response, problem: HttpProblem): void {
  response.set(problem.headers).status(problem.body.status).type('application/problem+json');
  response.end(JSON.stringify(problem.body));
}

function diskFull({ free, total }: Disk): HttpProblem {
  const detail = `The disk of the lab server is full: ${inWords(free)} of ${inWords(total)} are free, and ${inWords(LITTLE_DISK)} should be. This was not kept; all that was kept before still is. Try again once there is room, and tell your instructor.`;
  return new HttpProblem('disk-full', detail, { headers: { 'Retry-After': '10' } });
}

/** The problem that answers anything thrown. */
export function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof Refused) return problemOf(error);
  return (
    ofExpress(error) ?? new HttpProblem('internal', 'It is written in the log of the lab server. Try again.')
  );
}

/** The errors that Express and its body parser raise for a client's mistakes. */
function ofExpress(error: unknown): HttpProblem | undefined {
  const { type, status, message, limit } = error as {
    type?: string;
    status?: number;
    message?: string;
    /** Of a body that is too large: the bytes it may have. */
    limit?: number;
  };
  if (type === 'entity.too.large') {
    return new HttpProblem('too-large', `A request may have at most ${bodyLimitWords(limit ?? 0)}.`);
  }
  if (type === 'entity.parse.failed') {
    return new HttpProblem('malformed-request', `The body is not valid JSON: ${message}`);
  }
  if (status === 415) return new HttpProblem('wrong-media-type', 'Send plain JSON in UTF-8, not compressed.');
  if (status === 400) return new HttpProblem('malformed-request', `${message}.`);
  return undefined;
}
