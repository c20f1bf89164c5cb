import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { changeLearner } from '../state/roster.ts';

interface Props {
  waiting: RosterLearner[];
  onChanged: () => Promise<void>;
}

/** The learners who ask to join. */
export function WaitingList({ waiting, onChanged }: Props) {
  const { busy, problem, act } = useAct();
  if (waiting.length === 0) return null;
  const answer = (list: RosterLearner[], state: 'active' | 'removed'): void => {
    void act(async () => {
      for (const { id } of list) await changeLearner(id, { state });
      await onChanged();
    });
  };
  return (
    <section class="waiting-list" aria-labelledby="waiting-title">
      <div class="part-head">
        <h2 id="waiting-title">{desk.home.waiting(waiting.length)}</h2>
        {waiting.length > 1 && (
          <span class="row-tools">
            <button
              type="button"
              class="button small primary"
              aria-disabled={busy}
              onClick={() => answer(waiting, 'active')}
            >
              {desk.roster.letAllIn}
            </button>
            <button
              type="button"
              class="button small"
              aria-disabled={busy}
              onClick={() => answer(waiting, 'removed')}
            >
              {desk.roster.refuseAll}
            </button>
          </span>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
      <ul class="plain-list">
        {waiting.map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong>
            <span class="row-tools">
              <button
                type="button"
                class="button small"
                aria-label={desk.roster.letInName(one.name)}
                onClick={() => answer([one], 'active')}
              >
                {desk.roster.letIn}
              </button>
              <button
                type="button"
                class="button small"
                aria-label={desk.roster.refuseName(one.name)}
                onClick={() => answer([one], 'removed')}
              >
                {desk.roster.refuse}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
