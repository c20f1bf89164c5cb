import { exercises } from '../../state/exercises.ts';
import { words } from '../../words/now.ts';

/** The points of an exercise, which are the class's own where it has some. */
export function PointsWord({ id, otherwise }: { id: string; otherwise: string }) {
  const exercise = exercises.value?.find((one) => one.id === id);
  return <>{exercise ? words.exercise.points(exercise.points) : otherwise}</>;
}
