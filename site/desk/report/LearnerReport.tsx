import '../../styles/answer-card.css';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { Grade } from '../../../protocol/desk/grades.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime, number } from '../../words/format.ts';
import { GradeMark } from '../grades/GradeMark.tsx';
import { isTried } from '../grades/is-tried.ts';
import { AttemptView } from '../learner/AttemptView.tsx';
import { attemptsOf, loadGrades } from '../state/grades.ts';
import { useRemote } from '../use-remote.ts';
import { ranges } from './ranges.ts';

interface Props {
  learner: string;
  here: ClassDetail;
}

/** Everything that one learner has done: grades with their reasons, and each attempt. */
export function LearnerReport({ learner, here }: Props) {
  const { value, problem } = useRemote(
    async () => ({ grades: await loadGrades(), attempts: await attemptsOf(learner) }),
    [learner],
  );
  if (!value) return problem ? <ProblemNote problem={problem} /> : <p>{desk.common.loading}</p>;
  const { exercises, learners } = value.grades;
  const row = learners.find((one) => one.learner === learner);
  if (!row) return <p>{desk.learner.unknown}</p>;
  const attemptsAt = (id: string) => value.attempts.filter(({ exercise }) => exercise === id);
  const isOn = (id: string, grade: Grade | undefined): boolean =>
    attemptsAt(id).length > 0 || (grade !== undefined && isTried(grade));
  const untried = exercises.filter(({ id }, at) => !isOn(id, row.grades[at]));
  return (
    <article>
      <header class="report-head">
        <h1>{row.name}</h1>
        <p class="soft">
          {[here.name, row.externalId, desk.report.asOf(dayAndTime(new Date().toISOString()))]
            .filter(Boolean)
            .join(', ')}
        </p>
        <p class="report-total">{desk.learner.points(number(row.earned), number(row.possible))}</p>
        {untried.length > 0 && (
          <p class="soft">{desk.report.notTried(ranges(untried.map(({ number: at }) => at)))}</p>
        )}
      </header>
      {exercises.map((exercise, at) => {
        const grade = row.grades[at];
        const attempts = attemptsAt(exercise.id);
        if (!isOn(exercise.id, grade)) return null;
        return (
          <section key={exercise.id} class="report-part">
            <h2>
              <span lang="en">
                {exercise.number}. {exercise.title}
              </span>
              {grade && <GradeMark grade={grade} possible={exercise.points} />}
            </h2>
            {grade?.override && (
              <p class="attempt-note">
                <strong>
                  {desk.learner.overridden(
                    grade.override.by,
                    number(grade.override.points),
                    dayAndTime(grade.override.at),
                  )}
                </strong>{' '}
                {grade.override.comment}
              </p>
            )}
            {attempts.length === 0 && <p class="soft">{desk.learner.noAttempts}</p>}
            {attempts.map((attempt) => (
              <AttemptView
                key={attempt.id}
                attempt={attempt}
                possible={exercise.points}
                stands={attempt.id === grade?.attempt}
                isOpen
              />
            ))}
          </section>
        );
      })}
    </article>
  );
}
