import { effect, signal } from '@preact/signals';
import * as api from '../../protocol/api/host.ts';
import type { HostState, HostStatus } from '../../protocol/host.ts';
import { call } from '../wire/api.ts';
import { Latest } from '../wire/latest.ts';

/** The learner's second host, beside their own; null when there is none, undefined until that is known. */
export const second = new Latest<HostStatus | null | undefined>(undefined);

/** Whether the dialog about it is open. */
export const isAsked = signal(false);

/** Whether there is a second host, or one on its way. */
export const isThere = (
  status: HostStatus | null | undefined,
): status is HostStatus & { state: Exclude<HostState, 'failed'> } =>
  status != null && status.state !== 'failed';

/** @throws ApiProblem */
export const loadSecond = (): Promise<void> => second.read(async () => (await call(api.second)).second);

/** Begins to make it. Events tell how far that is. @throws ApiProblem */
export const beginSecond = (): Promise<void> => second.read(async () => (await call(api.beginSecond)).second);

/** Throws it away, or only forgets that it is gone. @throws ApiProblem */
export async function endSecond(): Promise<void> {
  await call(api.endSecond);
  await loadSecond();
}

/** Resolves to whether it came up. */
export function secondReady(): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const status = second.value;
      if (status?.state !== 'ready' && isThere(status)) return;
      resolve(status?.state === 'ready');
      queueMicrotask(() => stop());
    });
  });
}
