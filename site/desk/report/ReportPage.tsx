import '../../styles/desk-learner.css';
import '../../styles/desk-report.css';
import { useEffect } from 'preact/hooks';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { href } from '../../words/now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { detail, loadClass } from '../state/class.ts';
import { classId, openLearner } from '../state/place.ts';
import { ClassReport } from './ClassReport.tsx';
import { LearnerReport } from './LearnerReport.tsx';

/** The report of a class, or of one learner in it, to read and to print. */
export function ReportPage() {
  const { problem, act } = useAct();
  useEffect(() => void act(loadClass), []);
  const here = detail.value;
  if (!here) {
    return <div class="desk-pad">{problem ? <ProblemNote problem={problem} /> : desk.common.loading}</div>;
  }
  return (
    <div class="report">
      <nav class="report-nav no-print">
        <a class="button small" href={href(`/desk/class/?id=${classId.value}#grades`)}>
          {desk.report.back(here.name)}
        </a>
        {openLearner.value && (
          <a class="button small" href={href(`/desk/report/?id=${classId.value}`)}>
            {desk.report.ofClass}
          </a>
        )}
        <button type="button" class="button small primary" onClick={() => window.print()}>
          <DeskIcon sign="printer" /> {desk.common.print}
        </button>
      </nav>
      {openLearner.value ? <LearnerReport learner={openLearner.value} here={here} /> : <ClassReport />}
    </div>
  );
}
