import type { Machine } from '../../../protocol/desk/instructor.ts';
import { desk } from '../../words/desk-now.ts';
import { size } from '../../words/format.ts';

/** The machines that make lab hosts, with what is on each. */
export function WorkersNow({ workers }: Pick<Machine, 'workers'>) {
  return (
    <>
      <p class="soft">{desk.hosts.workersText}</p>
      <ul class="plain-list">
        {workers.map(({ name, machine, state, learners, most, atRest, memory }) => (
          <li key={name}>
            <span>
              <span class={state === 'serving' ? 'dot good' : 'dot'} aria-hidden="true" />{' '}
              <strong>{name}</strong> <span class="soft">{desk.hosts.workerOn(machine)}</span>{' '}
              <span class={state === 'serving' ? 'soft' : 'badge warm'}>{desk.hosts.workerState[state]}</span>
            </span>
            {state !== 'lost' && most > 0 && (
              <span class="soft">{desk.hosts.workerHas(learners, most, atRest, size(memory))}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
