import { statusSign } from '../../answer/signs.ts';
import { exercises } from '../../state/exercises.ts';
import { words } from '../../words/now.ts';

/** How the learner stands on one exercise, by the best attempt. */
export function StandingWord({ id, otherwise }: { id: string; otherwise: string }) {
  const exercise = exercises.value?.find((one) => one.id === id);
  const standing = exercise?.standing;
  if (!exercise || !standing) return <>{otherwise}</>;
  return (
    <span class="standing-word" data-status={standing.status}>
      <span aria-hidden="true">{statusSign[standing.status]}</span>{' '}
      {words.exercise.standing(
        words.exercise.status[standing.status],
        words.exercise.pointsOf(standing.points, exercise.points),
      )}
      {standing.taken > 0 && <span class="taken"> {words.exercise.taken(standing.taken)}</span>}
    </span>
  );
}
