import { useState } from 'preact/hooks';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { Dialog } from '../Dialog.tsx';
import { sendGrades } from '../state/grades.ts';

interface Props {
  gradebook: { id: string; title: string };
  onClose: () => void;
}

/** Sends the grades to a gradebook elsewhere, and shows the result. */
export function GradebookDialog({ gradebook: { id, title }, onClose }: Props) {
  const [report, setReport] = useState<Awaited<ReturnType<typeof sendGrades>>>();
  const { busy, problem, act } = useAct();
  return (
    <Dialog heading={desk.grades.sendTo(title)} onClose={onClose}>
      <div class="stack">
        <p>{desk.grades.sendText(title)}</p>
        <div role="status">
          {report && (
            <>
              <p>{desk.grades.sentTo(report.sent, report.where)}</p>
              <ul>
                {report.refused.map(({ name, why }) => (
                  <li key={name}>
                    {name}: <span lang="en">{why}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
        {problem && <ProblemNote problem={problem} />}
        <div class="row dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {report ? desk.common.close : desk.common.cancel}
          </button>
          {!report && (
            <button
              type="button"
              class="button primary"
              aria-disabled={busy}
              onClick={() => void act(async () => setReport(await sendGrades(id)))}
            >
              {desk.grades.sendNow}
            </button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
