import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** One line per request, when it is over. Never a body, a query or a cookie. */
export function logRequests(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    const { method, path } = request;
    response.once('close', () => {
      const { statusCode: status, writableFinished } = response;
      const level = status >= 500 ? 'warn' : 'debug';
      const ms = Math.round(performance.now() - began);
      logger[level]({ method, path, status, ms, ...(writableFinished ? {} : { aborted: true }) }, 'Request');
    });
    next();
  };
}
