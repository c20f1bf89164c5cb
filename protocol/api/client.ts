import type { z } from 'zod';
import { Problem } from '../problem.ts';
import type { AnswerOf, Contract, SentBody } from './contract.ts';
import { type Asked, type Filled, filledPath, type Rest } from './path.ts';

/** The parts of a request beside those that every request of its sender has. */
export type Sent<C extends Contract> = Filled<C> &
  Asked<C> &
  (C['body'] extends z.ZodType ? { body: SentBody<C> } : { body?: never }) &
  (C['takesFile'] extends true ? { file: Blob } : { file?: never });

/** A browser, or a stand-in for one. It knows where the lab server is, and who asks. */
export interface Sender {
  fetch(path: string, init: RequestInit): Promise<Response>;
}

/** The outcome. A problem is undefined when the contract does not know the answer. */
export type Outcome<C extends Contract> =
  | { response: Response; ok: true; answer: AnswerOf<C> }
  | { response: Response; ok: false; problem: Problem | undefined };

/** Sends the request of a contract to the lab server. @throws what `fetch` throws when there is no answer at all. */
export async function ask<C extends Contract>(
  sender: Sender,
  contract: C,
  ...[sent]: Rest<Sent<C>>
): Promise<Outcome<C>> {
  const response = await sender.fetch(filledPath(contract, sent), {
    method: contract.method.toUpperCase(),
    ...bodyOf(sent),
  });
  return readOutcome(contract, response);
}

function bodyOf({ body, file }: { body?: unknown; file?: Blob | undefined } = {}): RequestInit {
  const accept = 'application/json';
  // A file is sent as it is.
  if (file) return { headers: { accept, 'content-type': 'application/octet-stream' }, body: file };
  if (body === undefined) return { headers: { accept } };
  return { headers: { accept, 'content-type': accept }, body: JSON.stringify(body) };
}

async function readOutcome<C extends Contract>(contract: C, response: Response): Promise<Outcome<C>> {
  const json: unknown = await response.json().catch(() => undefined);
  if (!response.ok) return { response, ok: false, problem: Problem.safeParse(json).data };
  const { schema } = contract.answer;
  const read = schema?.safeParse(json) ?? { success: true, data: undefined };
  // The schema of the contract returns what its type says. TypeScript can't follow that through C.
  if (read.success) return { response, ok: true, answer: read.data as AnswerOf<C> };
  return { response, ok: false, problem: undefined };
}
