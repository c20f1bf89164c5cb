import { timeOfDay } from '../words/format.ts';
import { words } from '../words/now.ts';
import { HostNote } from './HostNote.tsx';
import { HostProgress } from './HostProgress.tsx';
import { endSecond, isThere, second } from './second.ts';

/** Says that the second host is on its way, will soon be thrown away, or is gone, and why. */
export function SecondNote() {
  const said = words.host.second;
  const status = second.value;
  if (status == null) return null;
  if (!isThere(status)) {
    const read = { label: words.rest.read, act: () => void endSecond().catch(() => {}) };
    return (
      <HostNote key="gone" title={said.gone} press={read}>
        <p lang="en">{status.reason}</p>
      </HostNote>
    );
  }
  if (status.endsAt !== undefined) {
    return (
      <HostNote key="soon" title={said.endsAt(timeOfDay(status.endsAt))}>
        <p>{said.endsText}</p>
      </HostNote>
    );
  }
  if (status.state === 'ready' || status.state === 'resetting') return null;
  return (
    <HostNote key="starting" title={said.starting}>
      <HostProgress status={status} />
    </HostNote>
  );
}
