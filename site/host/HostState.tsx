import { me } from '../learner/state.ts';
import { words } from '../words/now.ts';
import { host } from './state.ts';

/** The lab host's state: a dot, its name, and a word. */
export function HostState() {
  const status = host.value;
  const state = status?.state ?? 'none';
  const word = status
    ? words.host.state[status.state]
    : me.value === null || me.value?.state === 'waiting'
      ? words.host.notStarted
      : words.host.looking;
  return (
    <span class="host-state" data-state={state}>
      <span class="dot" aria-hidden="true" />
      <span class="host-name">{words.host.title}</span>
      <span class="host-word" role="status">
        {word}
      </span>
    </span>
  );
}
