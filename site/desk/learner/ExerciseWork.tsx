import type { DeskAttempt, Grade } from '../../../protocol/desk/grades.ts';
import { desk } from '../../words/desk-now.ts';
import { GradeMark } from '../grades/GradeMark.tsx';
import { AttemptView } from './AttemptView.tsx';
import { GradeForm } from './GradeForm.tsx';

interface Props {
  learner: string;
  exercise: { id: string; number: number; title: string; points: number };
  grade: Grade | undefined;
  /** The attempts at this exercise, newest first. */
  attempts: DeskAttempt[];
  /** Whether it is the only exercise that is shown. */
  isOpen?: boolean;
  onChanged: () => Promise<void>;
}

/** One exercise of one learner: the grade, how to set another, and every attempt with what the check saw. */
export function ExerciseWork({ learner, exercise, grade, attempts, isOpen = false, onChanged }: Props) {
  const { id, number, title, points } = exercise;
  const body = (
    <>
      {grade && (
        <GradeForm
          key={grade.override?.at}
          learner={learner}
          grade={grade}
          possible={points}
          onChanged={onChanged}
        />
      )}
      {attempts.length === 0 && <p class="soft">{desk.learner.noAttempts}</p>}
      <ol class="attempts">
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <AttemptView attempt={attempt} possible={points} stands={attempt.id === grade?.attempt} />
          </li>
        ))}
      </ol>
    </>
  );
  if (isOpen) return body;
  return (
    <details class="exercise-work" id={`work-${id}`}>
      <summary>
        <span lang="en">
          {number}. {title}
        </span>
        {grade && <GradeMark grade={grade} possible={points} />}
      </summary>
      {body}
    </details>
  );
}
