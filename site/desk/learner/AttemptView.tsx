import type { DeskAttempt } from '../../../protocol/desk/grades.ts';
import { AttemptHead } from '../../exercise/AttemptHead.tsx';
import { Findings } from '../../exercise/Findings.tsx';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime, number } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { AnswerView } from './AnswerView.tsx';

interface Props {
  attempt: DeskAttempt;
  /** The points of the exercise in this class. */
  possible: number;
  /** Whether it is the attempt that counts. */
  stands?: boolean;
  /** Whether the findings are unfolded, as on paper. */
  isOpen?: boolean;
}

/** An attempt as an instructor sees it: the answer, the whole verdict with its evidence, and later decisions. */
export function AttemptView({ attempt, possible, stands = false, isOpen = false }: Props) {
  const { at, answer, verdict, rechecks, reviews, dispute } = attempt;
  return (
    <article class="verdict desk-attempt" data-status={verdict.status}>
      <p class="attempt-line">
        <time dateTime={at}>{dayAndTime(at)}</time>
        {stands && <span class="badge">{desk.learner.stands}</span>}
        {attempt.void && <span class="badge">{desk.learner.void}</span>}
        {attempt.late > 0 && <span class="badge warm">{desk.learner.late(number(attempt.late))}</span>}
        <span class="soft">{desk.learner.scenario(attempt.seed)}</span>
      </p>
      {/* Only learners wait for the release. */}
      <AttemptHead attempt={{ ...attempt, held: false }} points={possible} />
      <AnswerView answer={answer} />
      <details class="past-findings" open={isOpen}>
        <summary>{words.exercise.found(verdict.findings.length)}</summary>
        <Findings findings={verdict.findings} seen={desk.learner.seen} />
      </details>
      {rechecks.map((one) => (
        <details key={one.at} class="past-findings">
          <summary>
            {desk.learner.rechecked(
              dayAndTime(one.at),
              words.exercise.status[one.verdict.status],
              number(one.points),
            )}
          </summary>
          <Findings findings={one.verdict.findings} seen={desk.learner.seen} />
        </details>
      ))}
      {reviews.map((one) => (
        <p key={one.at} class="attempt-note">
          <strong>{desk.learner.reviewed(one.by, number(one.points), dayAndTime(one.at))}</strong>{' '}
          {one.comment}
        </p>
      ))}
      {dispute && (
        <blockquote class="attempt-note">
          <strong>{desk.learner.disputed(dayAndTime(dispute.at))}</strong> {dispute.reason}
          {dispute.answer && (
            <p>
              <strong>
                {desk.learner.disputeAnswer(dispute.answer.by, words.exercise.disagree.state[dispute.state])}
              </strong>{' '}
              {dispute.answer.comment}
            </p>
          )}
        </blockquote>
      )}
    </article>
  );
}
