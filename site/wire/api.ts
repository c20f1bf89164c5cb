import { z } from 'zod';
import { Problem } from '../../protocol/problem.ts';
import { words } from '../words/now.ts';
import { hearDate } from './server-time.ts';

/** What the lab server, or the lack of it, said against a request. Its message is fit for the learner. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }

  /** What is wrong with each field of the request body, by JSON Pointer. */
  get fields(): Map<string, string> {
    return new Map((this.problem.errors ?? []).map(({ path, message }) => [path, message]));
  }
}

const silence = (status = 503): Problem => ({
  type: '/problems/no-answer',
  ...words.problems.noAnswer,
  status,
});

export type Method = 'GET' | 'POST' | 'DELETE';

/**
 * Asks the lab server and reads its answer by the schema.
 * @throws ApiProblem whenever there is no such answer.
 */
export async function call<S extends z.ZodType>(
  method: Method,
  path: string,
  schema: S,
  body?: unknown,
): Promise<z.infer<S>> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json' },
    ...(body === undefined ? {} : withBody(body)),
  }).catch(() => undefined);
  if (!response) throw new ApiProblem(silence());
  hearDate(response.headers.get('date'));
  const json: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiProblem(problemOf(json, response));
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw new ApiProblem({
    type: '/problems/unreadable-answer',
    ...words.problems.unreadable,
    status: 500,
  });
}

/** For answers without a body, such as 202 and 204. */
export const nothing = z.unknown();

/** A file goes as it is. */
function withBody(body: unknown): RequestInit {
  const accept = 'application/json';
  if (body instanceof Blob) {
    return { body, headers: { accept, 'content-type': 'application/octet-stream' } };
  }
  return {
    body: JSON.stringify(body),
    headers: { accept, 'content-type': 'application/json' },
  };
}

function problemOf(json: unknown, response: Response): Problem {
  const read = Problem.safeParse(json);
  if (read.success) return read.data;
  return silence(Math.max(400, response.status));
}

/** Anything thrown, as a problem to show. */
export function asProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  return new ApiProblem({
    type: '/problems/page',
    title: words.problems.page,
    detail: thrown instanceof Error ? thrown.message : String(thrown),
    status: 500,
  });
}
