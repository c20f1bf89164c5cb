import { useState } from 'preact/hooks';
import { earnedBy } from '../../../protocol/attempt.ts';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { ReviewItem } from '../../../protocol/desk/grades.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { GradeFields } from '../GradeFields.tsx';
import { AttemptView } from '../learner/AttemptView.tsx';
import { reviewAttempt } from '../state/grades.ts';

interface Props {
  item: ReviewItem;
  /** Whether it still waits: another instructor may have decided meanwhile, or the learner's next answer counts. */
  waits: boolean;
  exercise: ClassDetail['exercises'][number] | undefined;
  onDone: () => Promise<void>;
}

/** One answer to decide on: points, the reason, and the outcome of a dispute. */
export function ReviewCard({ item, waits, exercise, onDone }: Props) {
  const { why, name, possible, attempt } = item;
  const [points, setPoints] = useState(why === 'dispute' ? String(earnedBy(attempt)) : '');
  const [comment, setComment] = useState('');
  const { busy, problem, act } = useAct();
  const decide = (dispute?: 'accepted' | 'rejected'): void => {
    const given = points === '' || dispute === 'rejected' ? {} : { points: Number(points) };
    void act(async () => {
      await reviewAttempt(attempt.id, { ...given, ...(dispute ? { dispute } : {}), comment: comment.trim() });
      await onDone();
    });
  };
  return (
    <article class="review-card">
      <header class="part-head">
        <h2>
          {name}
          {exercise && (
            <span class="soft" lang="en">
              {exercise.number}. {exercise.title}
            </span>
          )}
        </h2>
        <span class={why === 'dispute' ? 'badge warm' : 'badge'}>{desk.review.why[why]}</span>
      </header>
      <AttemptView attempt={attempt} possible={possible} />
      <form
        class="grade-fields"
        onSubmit={(event) => {
          event.preventDefault();
          decide(why === 'dispute' ? 'accepted' : undefined);
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
        {waits ? (
          <div class="row">
            {why === 'dispute' && (
              <button
                type="button"
                class="button small"
                aria-disabled={busy}
                onClick={({ currentTarget }) => currentTarget.form?.reportValidity() && decide('rejected')}
              >
                {desk.review.reject}
              </button>
            )}
            <button type="submit" class="button small primary" aria-disabled={busy}>
              {why === 'dispute' ? desk.review.accept : desk.review.give}
            </button>
          </div>
        ) : (
          <p class="soft" role="status">
            {desk.review.over}
          </p>
        )}
      </form>
    </article>
  );
}
