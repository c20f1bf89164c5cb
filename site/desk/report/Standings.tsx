import type { Grades } from '../../../protocol/desk/grades.ts';
import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { isTried } from '../grades/is-tried.ts';

/** Every learner with the sum of their points, in as many columns as there is room for: a class fits on one page of paper. */
export function Standings({ learners }: Pick<Grades, 'learners'>) {
  return (
    <ul class="report-standings">
      {learners.map(({ learner, name, state, earned, possible, grades }) => (
        <li key={learner}>
          <span>
            <strong>{name}</strong>
            {state === 'listed' && <span class="soft small-text"> {desk.roster.states.listed}</span>}
          </span>
          <span class="report-sum">
            {grades.some(isTried) ? number(earned) : '–'} <span class="soft">/ {number(possible)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
