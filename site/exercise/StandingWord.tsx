import type { Exercise, Standing } from '../../protocol/exercise.ts';
import { words } from '../words/now.ts';
import { heldSign, statusSign } from './answer/signs.ts';
import { Less } from './Less.tsx';
import { PointsWord } from './PointsWord.tsx';
import { exercises } from './state.ts';
import { statusWord } from './status-word.ts';

/** The learner's standing on one exercise, and whether the exercise is closed. */
export function StandingWord({ id, otherwise }: { id: string; otherwise: string }) {
  const exercise = exercises.value?.find((one) => one.id === id);
  const standing = exercise?.standing;
  return (
    <>
      {exercise && standing ? (
        <Word standing={standing} exercise={exercise} />
      ) : (
        <PointsWord id={id} otherwise={otherwise} />
      )}
      {exercise?.closed && <span class="standing-closed">{words.exercise.closed}</span>}
    </>
  );
}

function Word({ standing, exercise }: { standing: Standing; exercise: Exercise }) {
  if (standing.held) {
    return (
      <span class="standing-word" data-status="held" title={words.exercise.heldText}>
        <span aria-hidden="true">{heldSign}</span> {words.exercise.held}
      </span>
    );
  }
  return (
    <span class="standing-word" data-status={standing.status}>
      <span aria-hidden="true">{statusSign[standing.status]}</span>{' '}
      {words.exercise.standing(
        statusWord(standing.status),
        words.exercise.pointsOf(standing.points, exercise.points),
      )}
      {standing.override ? (
        <span class="taken"> ({words.exercise.byHand})</span>
      ) : (
        <Less taken={standing.taken} late={standing.late} />
      )}
    </span>
  );
}
