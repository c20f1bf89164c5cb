import { timeOfDay } from '../words/format.ts';
import { words } from '../words/now.ts';
import { HostNote } from './HostNote.tsx';
import { host, loadHost } from './state.ts';

/** Says that the host is parked or soon will be, and how to keep it or bring it back. */
export function ParkingNote() {
  const { state, parksAt, restsAt } = host.value ?? {};
  if (state === 'parked') {
    const goOn = { label: words.host.goOn, act: () => void loadHost().catch(() => {}) };
    return (
      <HostNote key="parked" title={words.host.parked} press={goOn}>
        <p>
          {words.host.parkedText} {restsAt !== undefined && words.rest.restsAt(timeOfDay(restsAt))}
        </p>
      </HostNote>
    );
  }
  if (parksAt === undefined) return null;
  return (
    <HostNote key="soon" title={words.host.parksAt(timeOfDay(parksAt))}>
      <p>{words.host.parksText}</p>
    </HostNote>
  );
}
