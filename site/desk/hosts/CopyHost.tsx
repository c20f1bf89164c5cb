import { useState } from 'preact/hooks';
import type { HostAtRest, HostInUse } from '../../../protocol/desk/instructor.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { Select } from '../Select.tsx';
import { copyHost, lookAtMachine } from '../state/machine.ts';

type Host = HostInUse | HostAtRest;

/** Has a learner's host copied in the place of another's, both of one class of the instructor's. */
export function CopyHost({ hosts }: { hosts: readonly Host[] }) {
  const { busy, problem, act } = useAct();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const mine = hosts.filter(
    ({ kind, mine: isMine, name, class: group }) => kind === 'own' && isMine && name !== null && group,
  );
  const source = mine.find(({ learner }) => learner === from);
  const targets = mine.filter(
    ({ learner, class: group }) => learner !== from && (!source || group?.id === source.class?.id),
  );
  const target = targets.find(({ learner }) => learner === to);
  if (mine.length < 2) return null;
  const copy = (event: Event): void => {
    event.preventDefault();
    if (!source?.class || !target) return;
    void act(() => copyHost(source.class?.id ?? '', source.learner, target.learner).then(lookAtMachine)).then(
      () => setTo(''),
    );
  };
  return (
    <details>
      <summary>{desk.hosts.copyTitle}</summary>
      <form class="stack" onSubmit={copy}>
        <p class="soft">{desk.hosts.copyText}</p>
        {problem && <ProblemNote problem={problem} />}
        <div class="row">
          <Select label={desk.hosts.copyOf} value={from} options={choices(mine)} onChange={setFrom} />
          <Select
            label={desk.hosts.copyTo}
            value={target ? to : ''}
            options={choices(targets)}
            onChange={setTo}
          />
        </div>
        <div>
          <button type="submit" class="button small danger" aria-disabled={busy || !source || !target}>
            {desk.hosts.copy}
          </button>
        </div>
      </form>
    </details>
  );
}

/** For a choice of one of these hosts. */
const choices = (hosts: readonly Host[]) => [
  { value: '', label: desk.hosts.choose },
  ...hosts.map(({ learner, name, class: group }) => ({ value: learner, label: `${name} · ${group?.name}` })),
];
