import type { Exercise } from '../../protocol/exercise.ts';
import { nextFor } from '../learner/progress.ts';
import { pathOfStep } from '../learner/way.ts';
import { href, words } from '../words/now.ts';

/** After a right answer: the next exercise of the chapter, or the next chapter. */
export function NextStep({ exercise }: { exercise: Exercise }) {
  const next = nextFor(exercise);
  if (!next) {
    return (
      <p class="next-step">
        <a href={href('/exercises/')}>{words.exercise.allDone}</a>
      </p>
    );
  }
  return (
    <p class="next-step">
      {next.exercise === undefined ? words.exercise.nextChapter : words.exercise.nextExercise}{' '}
      <a href={href(pathOfStep(next))} lang="en">
        {next.title}
      </a>
    </p>
  );
}
