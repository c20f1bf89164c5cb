import type { Grades } from '../../../protocol/desk/grades.ts';
import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { isTried } from '../grades/is-tried.ts';
import { TableBox } from '../TableBox.tsx';

interface Props {
  grades: Grades;
  /** The exercises that somebody tried. */
  tried: ReadonlySet<string>;
}

/** Every learner with the sum of their points, and the points of each exercise that somebody tried. */
export function Standings({ grades: { exercises, learners }, tried }: Props) {
  const shown = exercises.filter(({ id }) => tried.has(id));
  return (
    <TableBox label={desk.report.standings} fits>
      <table class="desk-table report-standings">
        <thead>
          <tr>
            <th scope="col">{desk.wall.name}</th>
            <th scope="col" class="number">
              {desk.grades.total}
            </th>
            {shown.map(({ id, number: at, title, points }) => (
              <th key={id} scope="col" class="number" title={title}>
                <span aria-hidden="true">{at}</span>
                <span class="visually-hidden" lang="en">
                  {at}. {title}
                </span>{' '}
                <span class="soft">{desk.wall.shortPoints(points)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {learners.map(({ learner, name, state, earned, possible, grades }) => (
            <tr key={learner}>
              <th scope="row">
                {name}
                {state === 'listed' && <span class="soft"> {desk.roster.states.listed}</span>}
              </th>
              <td class="number">
                <strong>{grades.some(isTried) ? number(earned) : '–'}</strong>{' '}
                <span class="soft">/ {number(possible)}</span>
              </td>
              {grades
                .filter(({ exercise }) => tried.has(exercise))
                .map((grade) => (
                  <td key={grade.exercise} class="number">
                    {isTried(grade) ? number(grade.points) : '–'}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
