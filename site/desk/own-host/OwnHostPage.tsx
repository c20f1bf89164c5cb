import '../../styles/desk-host.css';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { InstructorHost } from '../../../protocol/desk/instructor-host.ts';
import { EXTRA_UNUSED } from '../../../protocol/host-owner.ts';
import { HostProgress } from '../../host/HostProgress.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { timeOfDay } from '../../words/format.ts';
import { href, words } from '../../words/now.ts';
import { Notices } from '../Notices.tsx';
import { followOwnHost, kindInWords, ownHost, throwOwnHostAway } from '../state/own-host.ts';
import { GiveHost } from './GiveHost.tsx';
import { ACTS, OwnTerminal } from './OwnTerminal.tsx';

/** The lab host that the instructor has: what it is, a terminal on it, and what can be done with it. */
export function OwnHostPage() {
  useEffect(followOwnHost, []);
  const own = ownHost.value;
  if (own === undefined) return <p class="desk-pad">{desk.common.loading}</p>;
  return (
    <section class="own-host" aria-labelledby="own-host">
      <h1 id="own-host">{desk.hosts.mine.title}</h1>
      {own ? <Host own={own} /> : <p>{desk.hosts.mine.none}</p>}
      <Notices />
    </section>
  );
}

function Host({ own }: { own: InstructorHost }) {
  const said = desk.hosts.mine;
  const { status, learner, class: group } = own;
  const { busy, problem, act } = useAct();
  const [isAsked, setAsked] = useState(false);
  const [isMapOpen, setMapOpen] = useState(false);
  return (
    <>
      <p class="own-host-about">
        {said.about(kindInWords(own))} <strong>{words.host.state[status.state]}</strong>
      </p>
      <p class="soft">{said.rules(EXTRA_UNUSED.instructors)}</p>
      <div class="row" id={ACTS} tabIndex={-1}>
        <a class="button small" href={href(`/desk/class/?id=${group.id}&learner=${learner.id}`)}>
          {said.back(learner.name)}
        </a>
        {status.state === 'ready' && (
          <button
            type="button"
            class="button small toggle"
            aria-expanded={isMapOpen}
            onClick={() => setMapOpen(!isMapOpen)}
          >
            <span class="icon-map" aria-hidden="true" />
            {words.host.map}
          </button>
        )}
        {status.state === 'ready' && <GiveHost own={own} />}
        <button
          type="button"
          class={isAsked ? 'button small danger' : 'button small'}
          aria-disabled={busy}
          onClick={() => (isAsked ? void act(throwOwnHostAway) : setAsked(true))}
        >
          {isAsked ? said.sureAway : said.away}
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {status.endsAt !== undefined && <p role="status">{said.endsAt(timeOfDay(status.endsAt))}</p>}
      {status.state === 'ready' && (
        <>
          <ul class="own-addresses" aria-label={words.host.addresses}>
            {status.addresses.map((address) => (
              <li key={address}>
                <code>{address}</code>
              </li>
            ))}
          </ul>
          {isMapOpen && <MapSoon />}
          <OwnTerminal terminals={own.terminals} />
        </>
      )}
      {status.state === 'failed' && (
        <p role="status">
          {said.gone} <span lang="en">{status.reason}</span>
        </p>
      )}
      {status.state !== 'ready' && status.state !== 'failed' && (
        <div class="own-host-making" role="status">
          <h2>{said.making}</h2>
          <HostProgress status={status} />
        </div>
      )}
    </>
  );
}

/** The map, whose code is fetched when it is first opened. */
function MapSoon() {
  const [Shown, setShown] = useState<ComponentType>();
  useEffect(() => void import('./OwnMap.tsx').then((module) => setShown(() => module.OwnMap)), []);
  return Shown ? <Shown /> : null;
}
