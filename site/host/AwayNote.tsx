import { timeOfDay } from '../words/format.ts';
import { words } from '../words/now.ts';
import { HostNote } from './HostNote.tsx';
import { host } from './state.ts';

/** Says that the machine of the host can't be reached just now. */
export function AwayNote() {
  const { awaySince } = host.value ?? {};
  if (awaySince === undefined) return null;
  return (
    <HostNote title={words.host.away(timeOfDay(awaySince))}>
      <p>{words.host.awayText}</p>
    </HostNote>
  );
}
