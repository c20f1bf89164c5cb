import '../../styles/answer-card.css';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { Grade } from '../../../protocol/desk/grades.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { attemptsOf } from '../state/grades.ts';
import { useRemote } from '../use-remote.ts';
import { ExerciseWork } from './ExerciseWork.tsx';

interface Props {
  learner: string;
  here: ClassDetail;
  /** The learner's grades, once they are known. */
  grades: Grade[] | undefined;
  /** How often the learner's attempts have changed. With each change they are read again. */
  news: number;
  onChanged: () => Promise<void>;
}

/** A learner's answers, exercise by exercise. */
export function LearnerWork({ learner, here, grades, news, onChanged }: Props) {
  const { value: attempts, problem, reload } = useRemote(() => attemptsOf(learner), [learner, news]);
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
