import type { HostStatus } from '../../protocol/host.ts';
import { type ReadStep, readStep } from '../../protocol/host-step.ts';
import { AtRest } from '../host/AtRest.tsx';
import { Failed } from '../host/Failed.tsx';
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
        <progress
          aria-label={words.host.progress}
          max={1}
          {...(status.progress === undefined ? {} : { value: status.progress })}
        />
        <p class="step">
          {status.step ? (
            <Step said={status.step} />
          ) : status.state === 'queued' ? (
            words.host.state.queued
          ) : (
            words.host.oneMoment
          )}
        </p>
      </div>
    </div>
  );
}

function titleOf({ state }: HostStatus): string {
  if (state === 'resetting') return words.host.resetting;
  if (state === 'waking') return words.rest.waking;
  return state === 'resting' ? words.rest.resting : words.host.starting;
}

/** The step that is under way. When this page does not know the step, it has the lab server's words, in English. */
function Step({ said }: { said: string }) {
  const read = readStep(said);
  return <span lang={read ? undefined : 'en'}>{read ? stepInWords(read) : said}</span>;
}

function stepInWords(step: ReadStep): string {
  if ('preparing' in step) return words.host.preparing(stepInWords(step.preparing));
  return 'up' in step ? words.host.answering(step.up, step.all) : words.host.steps[step.name];
}
