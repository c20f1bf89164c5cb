import '../../styles/desk-lms.css';
import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { LmsCourse, LmsOfClass } from '../../../protocol/lms.ts';
import { desk } from '../../words/desk-now.ts';
import { inWords } from '../../words/format.ts';
import { PointsDialog } from './PointsDialog.tsx';
import { useLms } from './use-lms.ts';

const STATES = ['sent', 'waiting', 'refused'] as const;
const TONE = { sent: 'good', waiting: '', refused: 'warm' } as const;

/** How far the class's points have come in the gradebooks of its LMS courses. Nothing for a class without any. */
export function CoursePoints({ here }: { here: ClassDetail }) {
  const { value, set } = useLms(here);
  if (!value || value.courses.length === 0) return null;
  return (
    <section class="side-card lms-points" aria-labelledby="lms-points">
      <h2 id="lms-points">{desk.lms.pointsTitle}</h2>
      <ul class="plain-list">
        {value.courses.map((course) => (
          <OneCourse key={course.id} course={course} here={here} onSet={set} />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  course: LmsCourse;
  here: ClassDetail;
  onSet: (now: LmsOfClass) => void;
}

function OneCourse({ course, here, onSet }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { title, lms, scores, without } = course;
  const idle = whyIdle(course);
  const counts = STATES.map((state) => [state, scores.filter((one) => one.state === state).length] as const);
  return (
    <li>
      <div class="lms-one">
        <strong>{title}</strong> <span class="soft">{desk.lms.ofLms(lms)}</span>
        {!idle && without.length > 0 && <p class="soft small-text">{desk.lms.without(inWords(without))}</p>}
      </div>
      {idle ? (
        <span class="soft">{idle}</span>
      ) : (
        <span class="row-tools">
          {counts.map(
            ([state, count]) =>
              count > 0 && (
                <span key={state} class={`badge ${TONE[state]}`} data-state={state}>
                  {desk.lms.counts[state](count)}
                </span>
              ),
          )}
          <button
            type="button"
            class="button small"
            aria-label={desk.lms.detailsOf(title)}
            onClick={() => setOpen(true)}
          >
            {desk.lms.details}
          </button>
        </span>
      )}
      {isOpen && <PointsDialog course={course} here={here} onSet={onSet} onClose={() => setOpen(false)} />}
    </li>
  );
}

/** Why nothing is sent to a course; undefined if points are. */
function whyIdle({ columns, canGrade, scores }: LmsCourse): string | undefined {
  if (!canGrade) return desk.lms.takesNone;
  if (scores.length > 0) return undefined;
  return columns === 'none' ? desk.lms.noneSent : desk.lms.nothingYet;
}
