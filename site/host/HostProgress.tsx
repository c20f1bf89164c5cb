import type { HostStatus } from '../../protocol/host.ts';
import { type ReadStep, readStep } from '../../protocol/host-step.ts';
import { words } from '../words/now.ts';

/** How far a host is that is being made. */
export function HostProgress({ status }: { status: HostStatus }) {
  return (
    <>
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
    </>
  );
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
