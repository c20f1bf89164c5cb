import { signal } from '@preact/signals';
import { z } from 'zod';
import { RecordingInfo } from '../../protocol/recording.ts';
import { ApiProblem, call, nothing } from '../wire/api.ts';

const List = z.object({ on: z.boolean(), recordings: z.array(RecordingInfo) });

/** What was recorded of the learner's terminals; null when nobody has joined, undefined until that is known. */
export const recordings = signal<z.infer<typeof List> | null | undefined>(undefined);

/** Where a recording's file is. */
export const fileOf = (id: string): string => `/api/recordings/${id}`;

/** @throws ApiProblem */
export async function loadRecordings(): Promise<void> {
  try {
    recordings.value = await call('GET', '/api/recordings', List);
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem && [401, 403].includes(thrown.problem.status))) throw thrown;
    recordings.value = null;
  }
}

/** Throws one away for good. @throws ApiProblem */
export async function removeRecording(id: string): Promise<void> {
  await call('DELETE', fileOf(id), nothing);
  await loadRecordings();
}
