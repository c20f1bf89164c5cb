import '../../../styles/answer-card.css';
import type { ClassDetail } from '../../../../protocol/desk/class.ts';
import type { Grade } from '../../../../protocol/desk/grades.ts';
import { attemptsOf } from '../../../state/desk/grades.ts';
import { desk } from '../../../words/desk-now.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useRemote } from '../use-remote.ts';
import { ExerciseWork } from './ExerciseWork.tsx';

interface Props {
  learner: string;
  here: ClassDetail;
  /** The learner's, once they are known. */
  grades: Grade[] | undefined;
  /** Of all exercises: with each new one they are read again. */
  attemptCount: number;
  onChanged: () => Promise<void>;
}

/** What a learner has answered, exercise by exercise. */
export function LearnerWork({ learner, here, grades, attemptCount, onChanged }: Props) {
  const { value: attempts, problem, reload } = useRemote(() => attemptsOf(learner), [learner, attemptCount]);
  const changed = async (): Promise<void> => {
    await Promise.all([reload(), onChanged()]);
  };
  return (
    <section class="learner-work" aria-labelledby="work-title">
      <h3 id="work-title">{desk.learner.answers}</h3>
      {problem && <ProblemNote problem={problem} />}
      {here.exercises.map((exercise) => (
        <ExerciseWork
          key={exercise.id}
          learner={learner}
          exercise={exercise}
          grade={grades?.find((one) => one.exercise === exercise.id)}
          attempts={attempts?.filter((one) => one.exercise === exercise.id) ?? []}
          onChanged={changed}
        />
      ))}
    </section>
  );
}
