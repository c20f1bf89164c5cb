import { useState } from 'preact/hooks';
import type { HostInUse, Machine } from '../../../protocol/desk/instructor.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { href, words } from '../../words/now.ts';
import { Dialog } from '../Dialog.tsx';
import { freeHost, lookAtMachine } from '../state/machine.ts';
import { instructor } from '../state/session.ts';
import { CopyHost } from './CopyHost.tsx';
import { HostsAtRest } from './HostsAtRest.tsx';
import { WorkersNow } from './WorkersNow.tsx';

interface Props {
  hosts: Machine['hosts'];
  workers: Machine['workers'];
  onClose: () => void;
}

/** Every lab host in use and whose it is. Those of the instructor's own classes can be freed, those of learners who left first. */
export function HostsDialog({ hosts: { most, spares, room, used, kept }, workers, onClose }: Props) {
  const { busy, problem, act } = useAct();
  /** The learner whose host is freed by one more press. */
  const [asked, setAsked] = useState('');
  const sorted = used.toSorted(
    (a, b) => Number(b.mine) - Number(a.mine) || Number(a.online) - Number(b.online),
  );
  const free = ({ learner, class: group }: HostInUse): void => {
    if (asked !== learner) setAsked(learner);
    else if (group) void act(() => freeHost(group.id, learner).then(lookAtMachine));
  };
  return (
    <Dialog heading={desk.hosts.title} onClose={onClose} look="wide">
      <div class="stack">
        <p>
          {desk.hosts.text(used.length, most, room)} {spares > 0 && desk.hosts.spares(spares)}
        </p>
        {problem && <ProblemNote problem={problem} />}
        {used.length > 0 && <p class="soft">{desk.hosts.freeText}</p>}
        <ul class="plain-list">
          {sorted.map((one) => (
            <li key={one.learner}>
              <span>
                <strong>{one.name ?? desk.hosts.somebody}</strong>{' '}
                <span class="soft">
                  {[
                    one.kind === 'instructors'
                      ? desk.hosts.instructors
                      : (one.class?.name ?? desk.hosts.alone),
                    one.kind === 'second' && desk.hosts.second,
                    one.mine ? '' : one.instructors.join(', '),
                    one.state ? words.host.state[one.state] : words.host.notStarted,
                    one.kind !== 'instructors' && (one.online ? desk.hosts.online : desk.hosts.offline),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              {one.learner === instructor.value?.id && (
                <a class="button small" href={href('/desk/host/')}>
                  {desk.hosts.openMine}
                </a>
              )}
              {one.mine && one.kind === 'own' && one.name !== null && (
                <button
                  type="button"
                  class={asked === one.learner ? 'button small danger' : 'button small'}
                  aria-disabled={busy}
                  aria-label={
                    asked === one.learner ? desk.hosts.sureOf(one.name) : desk.hosts.freeOf(one.name)
                  }
                  onClick={() => free(one)}
                >
                  {asked === one.learner ? desk.hosts.sure : desk.hosts.free}
                </button>
              )}
            </li>
          ))}
        </ul>
        {workers.length > 0 && (
          <div class="stack">
            <h3>{desk.hosts.workers}</h3>
            <WorkersNow workers={workers} />
          </div>
        )}
        <HostsAtRest {...kept} />
        <CopyHost hosts={[...used, ...kept.hosts]} />
      </div>
    </Dialog>
  );
}
