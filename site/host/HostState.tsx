import type { HostStatus } from '../../protocol/host.ts';
import { me } from '../learner/state.ts';
import { words } from '../words/now.ts';
import { host } from './state.ts';

/** The lab host's state: a dot, its name, and a word. */
export function HostState() {
  const status = host.value;
  return (
    <span class="host-state" data-state={status && status.ended !== 'freed' ? status.state : 'none'}>
      <span class="dot" aria-hidden="true" />
      <span class="host-name">{words.host.title}</span>
      <span class="host-word" role="status">
        {status ? wordFor(status) : wordWithoutHost()}
      </span>
    </span>
  );
}

const wordFor = ({ state, ended }: HostStatus) =>
  ended === 'freed' ? words.host.freed : words.host.state[state];

const wordWithoutHost = () =>
  me.value === null || me.value?.state === 'waiting' ? words.host.notStarted : words.host.looking;
