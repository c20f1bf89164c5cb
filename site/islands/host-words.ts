import type { HostState, HostStatus } from '../../protocol/host.ts';

/** The host's state in a word or two, as the panel and the sheet's bar show it. */
export const hostWord: Record<HostState, string> = {
  queued: 'Waiting its turn',
  starting: 'Starting',
  ready: 'Ready',
  resetting: 'Being made fresh',
  parked: 'Parked',
  failed: 'Failed',
};

/** Whether something is under way that ends by itself. */
export function isBusy(host: HostStatus): boolean {
  return host.state === 'queued' || host.state === 'starting' || host.state === 'resetting';
}
