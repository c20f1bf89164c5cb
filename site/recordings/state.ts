import type { AnswerOf } from '../../protocol/api/contract.ts';
import { pathOf } from '../../protocol/api/path.ts';
import * as api from '../../protocol/api/recordings.ts';
import { call, orNull } from '../wire/api.ts';
import { Latest } from '../wire/latest.ts';

/** The recordings of the learner's terminals; null when nobody has joined, undefined until that is known. */
export const recordings = new Latest<AnswerOf<typeof api.list> | null | undefined>(undefined);

/** The address of a recording's file. */
export const fileOf = (id: string): string => pathOf(api.read, { params: { id } });

/** @throws ApiProblem */
export const loadRecordings = (): Promise<void> => recordings.read(() => orNull(call(api.list), 401, 403));

/** Deletes a recording for good. @throws ApiProblem */
export async function removeRecording(id: string): Promise<void> {
  await call(api.remove, { params: { id } });
  await loadRecordings();
}
