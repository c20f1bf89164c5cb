import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { desk } from '../words/desk-now.ts';
import { letOthersIn, unreached } from './state/join-address.ts';
import { instructor } from './state/session.ts';

/** Says that no learner's device can open the address, and the way out. Nothing when they can. */
export function ReachNote() {
  const { busy, problem, act } = useAct();
  const why = unreached.value;
  if (!why) return null;
  const said = desk.class.unreached;
  const isOperator = instructor.value?.operator === true;
  return (
    <div class="reach-note" role="status">
      <p>
        <strong>{said.title}</strong> {why === 'closed' ? (isOperator ? said.open : said.ask) : said[why]}
      </p>
      {why === 'closed' && isOperator && (
        <button type="button" class="button small" aria-disabled={busy} onClick={() => void act(letOthersIn)}>
          {desk.home.openNetwork}
        </button>
      )}
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
