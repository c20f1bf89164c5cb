import { words } from '../words/now.ts';
import { exercises } from './state.ts';

/** The points of an exercise: the class's own if it has set them. */
export function PointsWord({ id, otherwise }: { id: string; otherwise: string }) {
  const exercise = exercises.value?.find((one) => one.id === id);
  return <>{exercise ? words.exercise.points(exercise.points) : otherwise}</>;
}
