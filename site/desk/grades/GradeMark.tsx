import type { Grade } from '../../../protocol/desk/grades.ts';
import { statusSign } from '../../exercise/answer/signs.ts';
import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { DeskIcon } from '../DeskIcon.tsx';

/** The special marks of a grade. Each has a sign beside its colour, and a word for people who use a screen reader. */
export const gradeFlags = [
  ['override', 'pencil', (grade: Grade) => grade.override !== null],
  ['late', 'clock', (grade: Grade) => grade.late > 0],
  ['review', 'eye', (grade: Grade) => grade.review],
  ['disputed', 'flag', (grade: Grade) => grade.disputed],
] as const;

/** A grade in little room: status, points, and special marks. */
export function GradeMark({ grade, possible }: { grade: Grade; possible: number }) {
  const flags = gradeFlags.filter(([, , holds]) => holds(grade));
  const status = grade.status ? words.exercise.status[grade.status] : desk.wall.notTried;
  const said = [
    `${status}, ${desk.common.points(number(grade.points), number(possible))}`,
    ...flags.map(([flag]) => desk.grades.flags[flag]),
  ].join(', ');
  return (
    <span class={grade.status ? 'score' : 'score none'} data-status={grade.status} title={said}>
      <span aria-hidden="true">{grade.status ? statusSign[grade.status] : '·'}</span>
      {(grade.status || grade.override) && (
        <span class="mark-points" aria-hidden="true">
          {number(grade.points)}
        </span>
      )}
      {flags.map(([flag, sign]) => (
        <span key={flag} class="mark-flag" data-flag={flag} aria-hidden="true">
          <DeskIcon sign={sign} />
        </span>
      ))}
      <span class="visually-hidden">{said}</span>
    </span>
  );
}
