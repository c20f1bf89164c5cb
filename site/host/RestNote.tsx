import type { HostStatus } from '../../protocol/host.ts';
import { frameworkName } from '../../protocol/scenario.ts';
import { dayAndTime } from '../words/format.ts';
import { href, words } from '../words/now.ts';
import { isRead, read } from './read-notes.ts';
import { host } from './state.ts';

/** Says what came back with a host that was at rest, or that the one before was thrown away, until the learner has read it. */
export function RestNote({ recorded }: { recorded: boolean }) {
  const { woken, lost } = host.value ?? {};
  if (woken && !isRead(woken.at)) {
    return (
      <Note at={woken.at}>
        <Woken {...woken} recorded={recorded} />
      </Note>
    );
  }
  if (lost && !isRead(lost.at)) {
    return (
      <Note at={lost.at}>
        <p>
          <strong>{words.rest.lost(dayAndTime(lost.at))}</strong> {words.rest.lostWhy[lost.why]}{' '}
          {lost.restedAt !== undefined && words.rest.hadRested(dayAndTime(lost.restedAt))}{' '}
          {words.rest.lostText}
        </p>
      </Note>
    );
  }
  return null;
}

function Note({ at, children }: { at: string; children: preact.ComponentChildren }) {
  return (
    <div class="parking rest-note" role="status">
      <div class="rest-text">{children}</div>
      <button type="button" class="button small" onClick={() => read(at)}>
        {words.rest.read}
      </button>
    </div>
  );
}

type WokenProps = NonNullable<HostStatus['woken']> & { recorded: boolean };

/** @param recorded whether there are recordings of what terminals printed. */
function Woken({ at, containers, cut, older, wasNext, recorded }: WokenProps) {
  const list = (back: boolean) =>
    containers
      .filter((one) => one.back === back)
      .map(({ framework, name }) => `${name} (${frameworkName[framework]})`)
      .join(', ');
  const [back, gone] = [list(true), list(false)];
  return (
    <>
      <p>
        <strong>{words.rest.woken(dayAndTime(at))}</strong> {words.rest.back}
      </p>
      <ul>
        {back !== '' && <li>{words.rest.runAgain(back)}</li>}
        {gone !== '' && <li>{words.rest.runNoMore(gone)}</li>}
        <li>
          {words.rest.gone}{' '}
          {recorded && (
            <>
              {words.rest.printed} <a href={href('/recordings/')}>{words.rest.recordings}</a>
            </>
          )}
        </li>
        {cut && <li>{words.rest.cut}</li>}
        {older && <li>{words.rest.older}</li>}
        {wasNext && <li>{words.rest.wasNext}</li>}
      </ul>
    </>
  );
}
