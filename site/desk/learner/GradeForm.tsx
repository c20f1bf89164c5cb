import { useState } from 'preact/hooks';
import type { Grade } from '../../../protocol/desk/grades.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime, number } from '../../words/format.ts';
import { GradeFields } from '../GradeFields.tsx';
import { overrideGrade } from '../state/grades.ts';

interface Props {
  learner: string;
  grade: Grade;
  possible: number;
  onChanged: () => Promise<void>;
}

/** A form for a grade that replaces the attempts' points, with the reason. */
export function GradeForm({ learner, grade, possible, onChanged }: Props) {
  const { exercise, override } = grade;
  const [points, setPoints] = useState(String(override?.points ?? grade.points));
  const [comment, setComment] = useState(override?.comment ?? '');
  const { busy, problem, act } = useAct();
  const set = async (value: number | null): Promise<void> => {
    await overrideGrade(learner, {
      exercise,
      points: value,
      comment: comment.trim() || desk.learner.takenBack,
    });
    await onChanged();
  };
  return (
    <details class="grade-form">
      <summary>
        {override
          ? desk.learner.overridden(override.by, number(override.points), dayAndTime(override.at))
          : desk.learner.override}
      </summary>
      {override && <p class="attempt-note">{override.comment}</p>}
      <form
        class="grade-fields"
        onSubmit={(event) => {
          event.preventDefault();
          void act(() => set(Number(points)));
        }}
      >
        <GradeFields
          possible={possible}
          points={points}
          onPoints={setPoints}
          comment={comment}
          onComment={setComment}
          problem={problem}
        />
        <div class="row">
          {override && (
            <button type="button" class="button small" onClick={() => void act(() => set(null))}>
              {desk.learner.takeBack}
            </button>
          )}
          <button type="submit" class="button small primary" aria-disabled={busy}>
            {desk.learner.setGrade}
          </button>
        </div>
      </form>
    </details>
  );
}
