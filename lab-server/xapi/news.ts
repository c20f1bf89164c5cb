import { type Attempt, earnedBy } from '../../protocol/attempt.ts';
import type { Grade } from '../../protocol/desk/grades.ts';
import type { ToldPoints } from '../store/xapi.ts';
import type { Happening } from './statements.ts';

interface Now {
  grade: Grade;
  /** Points of the exercise. */
  possible: number;
  /** What was told of it last. */
  told: ToldPoints | undefined;
  /** ISO 8601 */
  at: string;
  /** The answer that was just given there. */
  answer: Attempt | undefined;
}

interface News {
  happenings: Happening[];
  /** What is told after them; undefined if that stays. */
  told: ToldPoints | undefined;
}

/** What is new in one exercise of a learner since a learning record store was told last. Pure. */
export function newsOf({ grade, possible, told, at, answer }: Now): News {
  const { exercise, points, status, override } = grade;
  const about = { exercise, at };
  const happenings: Happening[] = [];
  const before = told ?? { points: 0, possible, completed: false };
  // A first answer that waits for review has no points to tell of yet.
  const isFirst = told === undefined && (override !== null || ![null, 'needs-review'].includes(status));
  let isTold = !isFirst && before.points === points && before.possible === possible;
  if (answer?.counted) {
    const isJudged = answer.verdict.status !== 'needs-review';
    const earned = earnedBy(answer);
    happenings.push({
      ...{ verb: 'answered', exercise, at: answer.at },
      ...(isJudged && {
        success: answer.verdict.status === 'correct',
        score: { points: earned, possible },
      }),
    });
    // Unless something else stands, the points are those of the answer.
    isTold ||= isJudged && earned === points;
  }
  const score = { points, possible };
  if (!isTold) happenings.push({ verb: 'scored', ...about, score });
  const isDone = possible > 0 && points >= possible;
  if (isDone && !before.completed) happenings.push({ verb: 'completed', ...about, score });
  const isNews = happenings.some((one) => one.score !== undefined);
  return {
    happenings,
    told: isNews ? { exercise, ...score, completed: before.completed || isDone } : undefined,
  };
}
