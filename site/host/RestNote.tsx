import type { HostStatus } from '../../protocol/host.ts';
import { frameworkName } from '../../protocol/scenario.ts';
import { dayAndTime } from '../words/format.ts';
import { href, words } from '../words/now.ts';
import { HostNote } from './HostNote.tsx';
import { isRead, read } from './read-notes.ts';
import { host } from './state.ts';

/** Says what came back with a host that was at rest, or that the one before was thrown away, until the learner has read it. */
export function RestNote({ recorded }: { recorded: boolean }) {
  const { woken, lost } = host.value ?? {};
  const putAway = (at: string) => ({ label: words.rest.read, act: () => read(at) });
  if (woken && !isRead(woken.at)) {
    return (
      <HostNote key={woken.at} title={words.rest.woken(dayAndTime(woken.at))} press={putAway(woken.at)}>
        <Woken {...woken} recorded={recorded} />
      </HostNote>
    );
  }
  if (lost && !isRead(lost.at)) {
    return (
      <HostNote key={lost.at} title={words.rest.lost(dayAndTime(lost.at))} press={putAway(lost.at)}>
        <p>
          {words.rest.lostWhy[lost.why]}{' '}
          {lost.restedAt !== undefined && words.rest.hadRested(dayAndTime(lost.restedAt))}{' '}
          {words.rest.lostText}
        </p>
      </HostNote>
    );
  }
  return null;
}

type WokenProps = NonNullable<HostStatus['woken']> & { recorded: boolean };

/** @param recorded whether there are recordings of what terminals printed. */
function Woken({ containers, cut, older, wasNext, recorded }: WokenProps) {
  const list = (back: boolean) =>
    containers
      .filter((one) => one.back === back)
      .map(({ framework, name }) => `${name} (${frameworkName[framework]})`)
      .join(', ');
  const [back, gone] = [list(true), list(false)];
  return (
    <>
      <p>{words.rest.back}</p>
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
