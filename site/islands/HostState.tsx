import { host } from '../state/host.ts';
import { me } from '../state/learner.ts';
import { hostWord } from './host-words.ts';

/** The lab host's state: a dot, its name, and a word. */
export function HostState() {
  const status = host.value;
  const state = status?.state ?? 'none';
  const word = status ? hostWord[status.state] : me.value === null ? 'Not started' : 'Looking';
  return (
    <span class="host-state" data-state={state}>
      <span class="dot" aria-hidden="true" />
      <span class="host-name">Lab host</span>
      <span class="host-word" role="status">
        {word}
      </span>
    </span>
  );
}
