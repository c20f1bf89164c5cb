import * as api from '../../protocol/api/host.ts';
import type { HostStatus } from '../../protocol/host.ts';
import { call, orNull } from '../wire/api.ts';
import { Latest } from '../wire/latest.ts';

/** The learner's lab host; null when nobody asked for one, undefined until that is known. */
export const host = new Latest<HostStatus | null | undefined>(undefined);

/** Whether work is under way that ends by itself. */
export function isBusy({ state }: HostStatus): boolean {
  return ['queued', 'starting', 'resetting', 'resting', 'waking'].includes(state);
}

/** Reads the host's state. This also makes a host when there is none. @throws ApiProblem */
export const loadHost = (): Promise<void> => host.read(() => orNull(call(api.status), 404));

/** Throws the host away for a fresh one. Events tell how far that is. @throws ApiProblem */
export async function resetHost(): Promise<void> {
  await call(api.reset);
  await loadHost();
}
