import type { HostStatus } from '../../protocol/host.ts';
import { dayAndTime } from '../words/format.ts';
import { words } from '../words/now.ts';
import { loadHost } from './state.ts';

/** Stands in the terminal's place while the host is at rest: it went there while this page was open, or could not be woken, or is gone. */
export function AtRest({ status: { reason, lost, restedAt, isNext, otherCourse } }: { status: HostStatus }) {
  const isGone = lost !== undefined && restedAt === undefined;
  return (
    <div class="waiting">
      <div class="welcome">
        {isGone ? (
          <>
            <h2>{words.rest.lost(dayAndTime(lost.at))}</h2>
            <p>{words.rest.lostWhy[lost.why]}</p>
          </>
        ) : (
          <>
            <h2>{words.rest.atRest}</h2>
            {otherCourse && <p>{words.rest.otherCourse}</p>}
            <p>{words.rest.atRestText}</p>
            {isNext && <p>{words.rest.isNext}</p>}
          </>
        )}
        {reason && (
          <p class="problem" lang="en">
            {reason}
          </p>
        )}
        <button type="button" class="button primary" onClick={() => void loadHost().catch(() => {})}>
          {isGone ? words.rest.fresh : words.rest.wake}
        </button>
      </div>
    </div>
  );
}
