import { href, words } from '../words/now.ts';
import { nextFor, progress } from './progress.ts';
import { me } from './state.ts';
import { pathOfStep } from './way.ts';

interface Props {
  /** What the page has for those who have not begun. */
  begin?: { href: string; word: string };
  seesExercises?: boolean;
}

/** Where a learner who has begun goes on, and how far they are. */
export function Continue({ begin, seesExercises = false }: Props) {
  const far = progress.value;
  const next = far && nextFor();
  return (
    <>
      <p class="start">
        {next && (
          <a class="button primary" href={href(pathOfStep(next))}>
            <span>
              {words.start.goOn} <span lang="en">{next.title}</span>
            </span>
          </a>
        )}
        {!far && begin && (
          <a class="button primary" href={begin.href}>
            {begin.word}
          </a>
        )}
        {seesExercises && (
          <a class="button" href={href('/exercises/')}>
            {words.start.seeExercises}
          </a>
        )}
      </p>
      {far && <Far {...far} isOver={!next} />}
    </>
  );
}

function Far({ done, of, isOver }: { done: number; of: number; isOver: boolean }) {
  const { earned, possible } = me.value?.points ?? { earned: 0, possible: 0 };
  return (
    <div class="far">
      <progress max={of} value={done} aria-label={words.exercise.title} />
      <p>
        {words.start.far(done, of)} {words.start.points(earned, possible)} {isOver && words.start.allDone}
      </p>
    </div>
  );
}
