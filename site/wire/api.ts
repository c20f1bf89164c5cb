import { ask, type Sent } from '../../protocol/api/client.ts';
import type { AnswerOf, Contract } from '../../protocol/api/contract.ts';
import type { Rest } from '../../protocol/api/path.ts';
import { KEY_HEADER } from '../../protocol/browser-key.ts';
import { Problem } from '../../protocol/problem.ts';
import { base } from '../words/base.ts';
import { words } from '../words/now.ts';
import { browserKey } from './browser-key.ts';
import { hearDate } from './server-time.ts';

/** The lab server refused a request or did not answer. The message is fit for the learner. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }

  /** The error of each field of the request body, by JSON Pointer. */
  get fields(): Map<string, string> {
    return new Map((this.problem.errors ?? []).map(({ path, message }) => [path, message]));
  }
}

const silence = (status = 503): Problem => ({
  type: '/problems/no-answer',
  ...words.problems.noAnswer,
  status,
});

/** This page as the client that asks, in the course that it is of. */
const page = {
  fetch: (path: string, { headers, ...init }: RequestInit = {}): Promise<Response> =>
    fetch(base + path, { ...init, headers: { ...headers, [KEY_HEADER]: browserKey() } }),
};

/** Sends the request of a contract to the lab server. @throws ApiProblem whenever there is no such answer. */
export async function call<C extends Contract>(contract: C, ...sent: Rest<Sent<C>>): Promise<AnswerOf<C>> {
  const outcome = await ask(page, contract, ...sent).catch(() => undefined);
  if (!outcome) throw new ApiProblem(silence());
  const { response } = outcome;
  hearDate(response.headers.get('date'));
  if (outcome.ok) return outcome.answer;
  if (!response.ok) throw new ApiProblem(outcome.problem ?? silence(Math.max(400, response.status)));
  throw new ApiProblem({
    type: '/problems/unreadable-answer',
    ...words.problems.unreadable,
    status: 500,
  });
}

/** An answer, or null when the lab server refuses with one of these statuses or types of problem. @throws ApiProblem for any other. */
export async function orNull<T>(
  answer: Promise<T>,
  ...refusals: (number | Problem['type'])[]
): Promise<T | null> {
  try {
    return await answer;
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem)) throw thrown;
    const { status, type } = thrown.problem;
    if (refusals.includes(status) || refusals.includes(type)) return null;
    throw thrown;
  }
}

/** A file that the lab server keeps. @throws ApiProblem */
export async function fetchFile(path: string): Promise<Blob> {
  const response = await page.fetch(path).catch(() => undefined);
  // Also when the file breaks off.
  const file = response?.ok ? await response.blob().catch(() => undefined) : undefined;
  if (file) return file;
  if (!response || response.ok) throw new ApiProblem(silence());
  throw new ApiProblem(problemOf(await response.json().catch(() => undefined), response));
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
