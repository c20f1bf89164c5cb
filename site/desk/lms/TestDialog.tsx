import type { Lms, LmsTest } from '../../../protocol/lms.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { Dialog } from '../Dialog.tsx';
import { testLms } from '../state/lms.ts';
import { useRemote } from '../use-remote.ts';
import { Trouble } from './Trouble.tsx';

/** Tries the connection to an LMS, and says what is wrong and what to do. */
export function TestDialog({ lms, onClose }: { lms: Lms; onClose: () => void }) {
  const { value: found, problem, reload } = useRemote(() => testLms(lms.id));
  const { busy, act } = useAct();
  return (
    <Dialog heading={desk.lms.testOf(lms.name)} onClose={onClose}>
      <div class="stack">
        <div role="status" aria-busy={busy}>
          {found && !busy ? (
            <ol class="plain-list lms-steps">
              {found.steps.map((step) => (
                <Step key={step.step} {...step} />
              ))}
            </ol>
          ) : (
            !problem && <p>{desk.common.loading}</p>
          )}
        </div>
        {problem && !busy && <ProblemNote problem={problem} />}
        <div class="row dialog-foot">
          <button type="button" class="button" aria-disabled={busy} onClick={() => void act(reload)}>
            {desk.lms.testAgain}
          </button>
          <button type="button" class="button primary" onClick={onClose}>
            {desk.common.close}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function Step({ step, ok, why, detail }: LmsTest['steps'][number]) {
  const is = ok ? 'well' : why === null ? 'open' : 'wrong';
  return (
    <li data-step={step} data-is={is}>
      <span>{desk.lms.steps[step]}</span>
      <span class={{ well: 'badge good', open: 'badge', wrong: 'badge warm' }[is]}>
        {desk.lms.stepIs[is]}
      </span>
      {why !== null && <Trouble why={why} detail={detail} />}
      {step === 'launch' && is === 'open' && <p class="soft small-text">{desk.lms.notYetCame}</p>}
    </li>
  );
}
