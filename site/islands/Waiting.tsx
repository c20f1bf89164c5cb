import type { HostStatus } from '../../protocol/host.ts';
import { host } from '../state/host.ts';
import { me } from '../state/learner.ts';
import { JoinForm } from './JoinForm.tsx';

/** What stands in the terminal's place while there is no host to open one on. */
export function Waiting() {
  if (me.value === null) return <Welcome />;
  const status = host.value;
  if (!status) return <div class="waiting" aria-busy="true" />;
  return status.state === 'failed' ? <Failed status={status} /> : <Progress status={status} />;
}

function Welcome() {
  return (
    <div class="waiting">
      <div class="welcome">
        <h2>Your own lab host</h2>
        <p>
          A small Linux machine where Docker, Podman, Incus and LXD are running. Break what you like, a fresh
          one takes seconds.
        </p>
        <JoinForm id="panel" />
      </div>
    </div>
  );
}

function Failed({ status }: { status: HostStatus }) {
  return (
    <div class="waiting">
      <div class="welcome">
        <h2>Your lab host did not start</h2>
        <p>{status.reason ?? 'The lab server gave no reason.'}</p>
        <p>“Reset host” above tries again from the beginning.</p>
      </div>
    </div>
  );
}

function Progress({ status }: { status: HostStatus }) {
  return (
    <div class="waiting">
      <div class="welcome">
        <h2>{status.state === 'resetting' ? 'Making a fresh lab host' : 'Starting your lab host'}</h2>
        <progress
          aria-label="Progress"
          max={1}
          {...(status.progress === undefined ? {} : { value: status.progress })}
        />
        <p class="step">{status.step ?? (status.state === 'queued' ? 'Waiting its turn' : 'One moment')}</p>
      </div>
    </div>
  );
}
