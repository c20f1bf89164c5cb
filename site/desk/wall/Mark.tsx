import type { WallRow } from '../../../protocol/desk/wall.ts';
import { statusSign } from '../../exercise/answer/signs.ts';
import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { words } from '../../words/now.ts';

/** A learner's standing on one exercise in little room: a sign with its colour, the points, and the number of attempts. */
export function Mark({ standing }: { standing: WallRow['exercises'][number] | undefined }) {
  if (!standing) {
    return (
      <span class="score none">
        <span aria-hidden="true">·</span>
        <span class="visually-hidden">{desk.wall.notTried}</span>
      </span>
    );
  }
  const { status, points, attempts } = standing;
  const said = desk.wall.standing(words.exercise.status[status], number(points), attempts);
  return (
    <span class="score" data-status={status} title={said}>
      <span aria-hidden="true">{statusSign[status]}</span>
      <span class="mark-points" aria-hidden="true">
        {number(points)}
      </span>
      <span class="mark-attempts" aria-hidden="true">
        {attempts}×
      </span>
      <span class="visually-hidden">{said}</span>
    </span>
  );
}
