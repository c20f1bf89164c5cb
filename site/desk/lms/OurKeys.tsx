import type { LmsDesk } from '../../../protocol/lms.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime } from '../../words/format.ts';
import { renewLmsKey } from '../state/lms.ts';

interface Props {
  keys: LmsDesk['keys'];
  onSet: (known: LmsDesk) => void;
}

/** The keys with which this lab server signs, folded away: hardly anybody needs a new one. */
export function OurKeys({ keys: [newest], onSet }: Props) {
  const { busy, problem, act } = useAct();
  return (
    <details class="fold">
      <summary>{desk.lms.keys}</summary>
      <div class="stack lms-keys">
        <p class="soft">{desk.lms.keysText}</p>
        <p role="status">{newest ? desk.lms.keyOf(dayAndTime(newest.at)) : desk.lms.noKey}</p>
        {problem && <ProblemNote problem={problem} />}
        <button
          type="button"
          class="button small"
          aria-disabled={busy}
          onClick={() => void act(async () => onSet(await renewLmsKey()))}
        >
          {desk.lms.renewKey}
        </button>
      </div>
    </details>
  );
}
