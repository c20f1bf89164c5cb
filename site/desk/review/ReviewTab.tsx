import '../../styles/answer-card.css';
import { useEffect, useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { ReviewItem } from '../../../protocol/desk/grades.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { loadReviews } from '../state/grades.ts';
import { marksNews } from '../state/news.ts';
import { useRemote } from '../use-remote.ts';
import { inPlace, keyOf, type Placed } from './in-place.ts';
import { ReviewCard } from './ReviewCard.tsx';

/** Everything that waits for an instructor, oldest first: answers that no checker can decide, and disputes. What comes later is added below. */
export function ReviewTab({ here }: { here: ClassDetail }) {
  const { value: items, problem, reload } = useRemote(loadReviews, [marksNews.value, here]);
  const [shown, setShown] = useState<Placed[]>();
  useEffect(() => {
    if (items) setShown((before = []) => inPlace(before, items));
  }, [items]);
  if (!shown) return problem ? <ProblemNote problem={problem} /> : <p>{desk.common.loading}</p>;
  if (shown.length === 0) return <p class="empty-note">{desk.review.nothing}</p>;
  const putAway = (done: ReviewItem): Promise<void> => {
    setShown((before = []) => before.filter(({ item, waits }) => waits && keyOf(item) !== keyOf(done)));
    return reload();
  };
  return (
    <div class="reviews">
      <p class="soft" role="status">
        {desk.review.waiting(shown.filter(({ waits }) => waits).length)}
      </p>
      {shown.map(({ item, waits }) => (
        <ReviewCard
          key={keyOf(item)}
          item={item}
          waits={waits}
          exercise={here.exercises.find(({ id }) => id === item.attempt.exercise)}
          onDone={() => putAway(item)}
        />
      ))}
    </div>
  );
}
