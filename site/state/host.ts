import { signal } from '@preact/signals';
import { HostStatus } from '../../protocol/host.ts';
import { ApiProblem, call, nothing } from '../wire/api.ts';

/** The learner's lab host; null when none was asked for, undefined until that is known. */
export const host = signal<HostStatus | null | undefined>(undefined);

/** Whether something is under way that ends by itself. */
export function isBusy({ state }: HostStatus): boolean {
  return state === 'queued' || state === 'starting' || state === 'resetting';
}

/** Reads the host's state, which also makes one when there is none. @throws ApiProblem */
export async function loadHost(): Promise<void> {
  try {
    host.value = await call('GET', '/api/host', HostStatus);
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem && thrown.problem.status === 404)) throw thrown;
    host.value = null;
  }
}

/** Throws the host away for a fresh one; its events tell how far it is. @throws ApiProblem */
export async function resetHost(): Promise<void> {
  await call('POST', '/api/host/reset', nothing);
  await loadHost();
}
