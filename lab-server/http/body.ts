import express, { type RequestHandler } from 'express';
import type { z } from 'zod';
import type { Problem } from '../../protocol/problem.ts';
import { HttpProblem } from './problem.ts';

export const BODY_LIMIT_WORDS = '64 KiB';

/** Reads a JSON body of at most 64 KiB. */
export const readBody: RequestHandler[] = [
  (request, _response, next) => {
    // False when the body has another type; null when there is no body, which the schema will refuse.
    if (request.is('application/json') !== false) return next();
    throw new HttpProblem('wrong-media-type', 'Send the body as JSON, with Content-Type: application/json.');
  },
  express.json({ limit: 64 * 1024, strict: false, inflate: false }),
];

/**
 * @param pointer the place of the value in the request.
 * @throws HttpProblem 422, with an entry for each field that is wrong.
 */
export function valid<S extends z.ZodType>(schema: S, value: unknown, pointer = ''): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({
    path: pointer + issue.path.map((part) => `/${escaped(String(part))}`).join(''),
    message: issue.message,
  }));
  throw new HttpProblem('invalid-fields', inWords(errors), { errors });
}

/** RFC 6901, section 3. */
function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function inWords(errors: NonNullable<Problem['errors']>): string {
  return errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
}
