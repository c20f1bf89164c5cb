import { signal } from '@preact/signals';
import { type JoinRequest, Me } from '../../protocol/learner.ts';
import { ApiProblem, call } from '../wire/api.ts';

/** The learner; null when nobody has joined in this browser, undefined until that is known. */
export const me = signal<Me | null | undefined>(undefined);

/** Whether the page asks for a name just now. */
export const asking = signal(false);

let waiting: ((joined: boolean) => void)[] = [];

/** Reads who the learner is. @throws ApiProblem when the server does not answer. */
export async function loadMe(): Promise<void> {
  try {
    me.value = await call('GET', '/api/me', Me);
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem && thrown.problem.status === 401)) throw thrown;
    me.value = null;
  }
}

/** Joins, which makes a lab host too. @throws ApiProblem with what is wrong. */
export async function join(request: JoinRequest): Promise<void> {
  me.value = await call('POST', '/api/join', Me, request);
  answerAll(true);
}

/** Resolves to true once there is a learner; asks for a name when there is none, and to false when none is given. */
export async function needLearner(): Promise<boolean> {
  if (me.value === undefined) await loadMe();
  if (me.value) return true;
  asking.value = true;
  return new Promise((resolve) => waiting.push(resolve));
}

/** The question for a name was closed without an answer. */
export function declineToJoin(): void {
  if (!me.value) answerAll(false);
}

function answerAll(joined: boolean): void {
  asking.value = false;
  for (const resolve of waiting) resolve(joined);
  waiting = [];
}
