import express, { type RequestHandler } from 'express';
import type { z } from 'zod';
import type { Contract } from '../../protocol/api/contract.ts';
import type { Problem } from '../../protocol/problem.ts';
import { HttpProblem } from './problem.ts';

const KIB = 1024;
/** The room of a body whose contract asks for no more. */
const BODY_KIB = 64;

export const bodyLimitWords = (bytes: number): string => `${Math.round(bytes / KIB)} KiB`;

/** Reads a JSON body of at most 64 KiB, or as much as the contract allows. */
export function readBody({ bodyKib = BODY_KIB }: Contract): RequestHandler[] {
  return [
    (request, _response, next) => {
      // False when the body has another type; null when there is no body, which the schema will refuse.
      if (request.is('application/json') !== false) return next();
      throw new HttpProblem(
        'wrong-media-type',
        'Send the body as JSON, with Content-Type: application/json.',
      );
    },
    express.json({ limit: bodyKib * KIB, strict: false, inflate: false }),
  ];
}

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
