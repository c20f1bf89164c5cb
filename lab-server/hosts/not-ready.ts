import type { HostState } from '../../protocol/host.ts';
import { HostNotReady } from './contract.ts';

const WORDS: Record<HostState, string> = {
  queued: 'Your lab host waits for its turn to be made; try again in a moment.',
  starting: 'Your lab host is starting; try again in a moment.',
  resetting: 'Your lab host is being made anew; try again in a moment.',
  parked: 'Your lab host was parked and is coming back; try again in a moment.',
  resting: 'Your lab host goes to rest; try again in a moment.',
  'at-rest': 'Your lab host is at rest; open its page to wake it.',
  waking: 'Your lab host is being woken; try again in a moment.',
  failed: 'Your lab host is not running; reset it to get a fresh one.',
  ready: 'Your lab host is ready.',
};

/** Says why a host in this state, or one that does not exist yet, can't be used. */
export function notReady(state: HostState | undefined): HostNotReady {
  return new HostNotReady(state ? WORDS[state] : 'You have no lab host yet; open a chapter to get one.');
}
