import type { HostStatus } from '../../protocol/host.ts';
import { AtRest } from '../host/AtRest.tsx';
import { Failed } from '../host/Failed.tsx';
import { HostProgress } from '../host/HostProgress.tsx';
import { host } from '../host/state.ts';
import { JoinForm } from '../join/JoinForm.tsx';
import { WaitingRoom } from '../join/WaitingRoom.tsx';
import { me } from '../learner/state.ts';
import { words } from '../words/now.ts';

/** Stands in the terminal's place while there is no host to open one on. */
export function Waiting() {
  if (me.value === null) return <Welcome />;
  if (me.value?.state === 'waiting') return <AtTheDoor />;
  const status = host.value;
  if (!status) return <div class="waiting" aria-busy="true" />;
  if (status.state === 'at-rest') return <AtRest status={status} />;
  return status.state === 'failed' ? <Failed status={status} /> : <Progress status={status} />;
}

function Welcome() {
  return (
    <div class="waiting">
      <div class="welcome">
        <h2>{words.host.welcome}</h2>
        <p>{words.host.welcomeText}</p>
        <JoinForm id="panel" />
      </div>
    </div>
  );
}

function AtTheDoor() {
  return (
    <div class="waiting">
      <div class="welcome">
        <WaitingRoom id="panel-waiting" />
      </div>
    </div>
  );
}

function Progress({ status }: { status: HostStatus }) {
  return (
    <div class="waiting">
      <div class="welcome">
        <h2>{titleOf(status)}</h2>
        {status.state === 'waking' && <p>{words.rest.wakingText}</p>}
        {status.state === 'resting' && <p>{words.rest.restingText}</p>}
        <HostProgress status={status} />
      </div>
    </div>
  );
}

function titleOf({ state }: HostStatus): string {
  if (state === 'resetting') return words.host.resetting;
  if (state === 'waking') return words.rest.waking;
  return state === 'resting' ? words.rest.resting : words.host.starting;
}
