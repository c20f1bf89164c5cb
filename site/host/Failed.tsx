import type { HostStatus } from '../../protocol/host.ts';
import { words } from '../words/now.ts';
import { loadHost } from './state.ts';

/** Stands in the terminal's place when there is no host: it did not start, or it is gone. */
export function Failed({ status: { ended, reason } }: { status: HostStatus }) {
  return (
    <div class="waiting">
      <div class="welcome">
        <h2>{ended ? words.host.ended[ended] : words.host.failed}</h2>
        {ended === 'freed' ? <Freed /> : <Why reason={reason} />}
        {!ended && <p>{words.host.tryAgain}</p>}
      </div>
    </div>
  );
}

function Why({ reason }: { reason: string | undefined }) {
  return reason ? <p lang="en">{reason}</p> : <p>{words.host.noReason}</p>;
}

function Freed() {
  return (
    <>
      <p>{words.host.freedText}</p>
      <button type="button" class="button primary" onClick={() => void loadHost().catch(() => {})}>
        {words.rest.fresh}
      </button>
    </>
  );
}
