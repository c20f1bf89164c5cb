import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { Dialog } from '../Dialog.tsx';
import { loadGrades } from '../state/grades.ts';
import { marksNewsOf } from '../state/news.ts';
import { showLearner } from '../state/place.ts';
import { loadRoster } from '../state/roster.ts';
import { wall } from '../state/wall.ts';
import { useRemote } from '../use-remote.ts';
import { LearnerHead } from './LearnerHead.tsx';
import { LearnerRecordings } from './LearnerRecordings.tsx';
import { LearnerWork } from './LearnerWork.tsx';
import { Terminals } from './Terminals.tsx';

/** Everything of one learner: their live terminal, their answers, and the actions for them. */
export function LearnerPanel({ learner, here }: { learner: string; here: ClassDetail }) {
  const row = wall.value.get(learner)?.value;
  const roster = useRemote(loadRoster, [learner, here]);
  const news = marksNewsOf(learner).value;
  // Each attempt may change which one counts.
  const grades = useRemote(loadGrades, [learner, news]);
  const entry = roster.value?.find(({ id }) => id === learner);
  const name = row?.name ?? entry?.name;
  if (name === undefined) {
    return (
      <Dialog heading={desk.learner.title} onClose={() => showLearner(null)} look="drawer">
        <p>{roster.value ? desk.learner.unknown : desk.common.loading}</p>
        {roster.problem && <ProblemNote problem={roster.problem} />}
      </Dialog>
    );
  }
  return (
    <Dialog heading={name} onClose={() => showLearner(null)} look="drawer">
      <div class="panel-grid">
        <div class="panel-side">
          <LearnerHead
            learner={learner}
            name={name}
            row={row}
            entry={entry}
            here={here}
            onChanged={roster.reload}
          />
          {row && <Terminals row={row} />}
          <LearnerRecordings learner={learner} />
        </div>
        <LearnerWork
          learner={learner}
          here={here}
          grades={grades.value?.learners.find((one) => one.learner === learner)?.grades}
          news={news}
          onChanged={grades.reload}
        />
      </div>
    </Dialog>
  );
}
