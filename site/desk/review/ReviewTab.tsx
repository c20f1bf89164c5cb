import '../../styles/answer-card.css';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { loadReviews } from '../state/grades.ts';
import { rows } from '../state/wall.ts';
import { useRemote } from '../use-remote.ts';
import { ReviewCard } from './ReviewCard.tsx';

/** Everything that waits for an instructor, oldest first: answers that no checker can decide, and disputes. */
export function ReviewTab({ here }: { here: ClassDetail }) {
  const attempts = rows.value
    .flatMap(({ exercises }) => exercises)
    .reduce((sum, one) => sum + one.attempts, 0);
  const { value: items, problem, reload } = useRemote(loadReviews, [attempts]);
  if (!items) return problem ? <ProblemNote problem={problem} /> : <p>{desk.common.loading}</p>;
  if (items.length === 0) return <p class="empty-note">{desk.review.nothing}</p>;
  return (
    <div class="reviews">
      <p class="soft" role="status">
        {desk.review.waiting(items.length)}
      </p>
      {items.map((item) => (
        <ReviewCard
          key={`${item.why} ${item.attempt.id}`}
          item={item}
          exercise={here.exercises.find(({ id }) => id === item.attempt.exercise)}
          onDone={reload}
        />
      ))}
    </div>
  );
}
