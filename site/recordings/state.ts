import { signal } from '@preact/signals';
import type { AnswerOf } from '../../protocol/api/contract.ts';
import { pathOf } from '../../protocol/api/path.ts';
import * as api from '../../protocol/api/recordings.ts';
import { ApiProblem, call } from '../wire/api.ts';

/** The recordings of the learner's terminals; null when nobody has joined, undefined until that is known. */
export const recordings = signal<AnswerOf<typeof api.list> | null | undefined>(undefined);

/** The address of a recording's file. */
export const fileOf = (id: string): string => pathOf(api.read, { params: { id } });

/** @throws ApiProblem */
export async function loadRecordings(): Promise<void> {
  try {
    recordings.value = await call(api.list);
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem && [401, 403].includes(thrown.problem.status))) throw thrown;
    recordings.value = null;
  }
}

/** Deletes a recording for good. @throws ApiProblem */
export async function removeRecording(id: string): Promise<void> {
  await call(api.remove, { params: { id } });
  await loadRecordings();
}
