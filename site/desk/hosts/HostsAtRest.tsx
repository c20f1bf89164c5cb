import { useState } from 'preact/hooks';
import type { HostAtRest, Machine } from '../../../protocol/desk/instructor.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime, size } from '../../words/format.ts';
import { keepHost, lookAtMachine, throwHostAway, wakeHost } from '../state/machine.ts';

/** Lab hosts at rest and whose they are. Those of the instructor's own classes can be kept, woken and thrown away. */
export function HostsAtRest({ most, hosts }: Machine['hosts']['kept']) {
  const { busy, problem, act } = useAct();
  /** The learner whose host is thrown away by one more press. */
  const [asked, setAsked] = useState('');
  if (hosts.length === 0) return null;
  const bytes = hosts.reduce((sum, one) => sum + one.bytes, 0);
  const then = (work: Promise<unknown>) => act(() => work.then(lookAtMachine));
  return (
    <div class="stack">
      <h3>{desk.hosts.atRest}</h3>
      <p class="soft">
        {most === null
          ? desk.hosts.atRestText(hosts.length, size(bytes))
          : desk.hosts.atRestOf(hosts.length, size(bytes), size(most))}
      </p>
      {problem && <ProblemNote problem={problem} />}
      <ul class="plain-list">
        {hosts.map((one) => (
          <li key={one.learner}>
            <span>
              <strong>{one.name ?? desk.hosts.somebody}</strong> <span class="soft">{about(one)}</span>{' '}
              {one.isNext && <span class="badge warm">{desk.hosts.isNext}</span>}
            </span>
            {one.mine && one.name !== null && one.class && (
              <Acts
                name={one.name}
                pinned={one.pinned}
                busy={busy}
                asked={asked === one.learner}
                onPin={() => void then(keepHost(one.class?.id ?? '', one.learner, !one.pinned))}
                onWake={() => void then(wakeHost(one.class?.id ?? '', one.learner))}
                onThrow={() =>
                  asked === one.learner
                    ? void then(throwHostAway(one.class?.id ?? '', one.learner))
                    : setAsked(one.learner)
                }
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

const about = ({ class: group, mine, instructors, at, bytes }: HostAtRest): string =>
  [
    group ? group.name : desk.hosts.alone,
    mine ? '' : instructors.join(', '),
    desk.hosts.since(dayAndTime(at)),
    size(bytes),
  ]
    .filter(Boolean)
    .join(' · ');

interface ActsProps {
  name: string;
  pinned: boolean;
  busy: boolean;
  /** Whether it was asked to be thrown away, which takes one more press. */
  asked: boolean;
  onPin: () => void;
  onWake: () => void;
  onThrow: () => void;
}

function Acts({ name, pinned, busy, asked, onPin, onWake, onThrow }: ActsProps) {
  const button = (word: string, label: string, press: () => void, danger = false) => (
    <button
      type="button"
      class={danger ? 'button small danger' : 'button small'}
      aria-disabled={busy}
      aria-label={label}
      onClick={press}
    >
      {word}
    </button>
  );
  return (
    <span class="row rest-acts">
      <button
        type="button"
        class="button small"
        aria-pressed={pinned}
        aria-disabled={busy}
        aria-label={desk.hosts.keepOf(name)}
        onClick={onPin}
      >
        {pinned ? desk.hosts.kept : desk.hosts.keep}
      </button>
      {button(desk.hosts.wake, desk.hosts.wakeOf(name), onWake)}
      {asked
        ? button(desk.hosts.sureAway, desk.hosts.sureAwayOf(name), onThrow, true)
        : button(desk.hosts.away, desk.hosts.awayOf(name), onThrow)}
    </span>
  );
}
