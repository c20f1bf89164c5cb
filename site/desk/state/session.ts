import type { Sent } from '../../../protocol/api/client.ts';
import type { AnswerOf, Contract, SentBody } from '../../../protocol/api/contract.ts';
import * as api from '../../../protocol/api/desk-account.ts';
import type { Rest } from '../../../protocol/api/path.ts';
import { connect } from '../../../protocol/api/school.ts';
import type { Instructor } from '../../../protocol/desk/instructor.ts';
import { ApiProblem, call, orNull } from '../../wire/api.ts';
import { Latest } from '../../wire/latest.ts';

/** The instructor at the desk; null when nobody has signed in, undefined until that is known. */
export const instructor = new Latest<Instructor | null | undefined>(undefined);

/**
 * Asks the lab server as the instructor who has signed in. When the session is over, the page asks to sign in again.
 * @throws ApiProblem
 */
export async function ask<C extends Contract>(contract: C, ...sent: Rest<Sent<C>>): Promise<AnswerOf<C>> {
  try {
    return await call(contract, ...sent);
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.problem.status === 401) instructor.value = null;
    throw thrown;
  }
}

/** @throws ApiProblem when the lab server does not answer. */
export const loadInstructor = (): Promise<void> => instructor.read(() => orNull(call(api.me), 401));

/** @throws ApiProblem */
export async function signIn(request: SentBody<typeof api.signIn>): Promise<void> {
  instructor.value = await call(api.signIn, { body: request });
}

/** Connects the account with which one has come back from the school. @throws ApiProblem */
export async function connectAccount(ticket: string): Promise<void> {
  instructor.value = await ask(connect, { body: { ticket } });
}

/** @throws ApiProblem */
export async function signOut(): Promise<void> {
  await call(api.signOut);
  instructor.value = null;
}

/** @throws ApiProblem */
export async function changeMe(change: SentBody<typeof api.changeMe>): Promise<void> {
  instructor.value = await ask(api.changeMe, { body: change });
}
