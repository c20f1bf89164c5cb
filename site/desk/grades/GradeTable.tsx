import type { Grades } from '../../../protocol/desk/grades.ts';
import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { showLearner } from '../state/place.ts';
import { TableBox } from '../TableBox.tsx';
import { GradeMark } from './GradeMark.tsx';
import { isTried } from './is-tried.ts';

/** A learner's grade on an exercise. */
export interface Cell {
  learner: string;
  exercise: string;
}

interface Props {
  grades: Grades;
  onOpen: (cell: Cell) => void;
  /** Called for a whole column. */
  onRecheck: (exercise: string) => void;
}

/** Most columns that fit across a laptop's window. */
const FEW = 5;

/** A table of learners by exercises. A press on a grade shows what it rests on. */
export function GradeTable({ grades: { exercises, learners }, onOpen, onRecheck }: Props) {
  return (
    <TableBox label={desk.class.tabs.grades} fits={exercises.length <= FEW}>
      <table class="desk-table grade-table">
        <thead>
          <tr>
            <th scope="col">{desk.wall.name}</th>
            <th scope="col" class="number">
              {desk.grades.total}
            </th>
            {exercises.map(({ id, number: at, title, points }) => (
              <th key={id} scope="col" class="grade-head">
                <span lang="en">
                  {at}. {title}
                </span>
                <span class="grade-head-foot">
                  <span class="soft">{desk.wall.shortPoints(points)}</span>
                  <button
                    type="button"
                    class="quiet"
                    aria-label={desk.grades.recheckColumn(at)}
                    onClick={() => onRecheck(id)}
                  >
                    {desk.grades.recheck}
                  </button>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {learners.map(({ learner, name, externalId, state, earned, possible, grades }) => (
            <tr key={learner}>
              <th scope="row">
                <button type="button" class="wall-name plain" onClick={() => showLearner(learner)}>
                  <span class="name-text">{name}</span>
                  {externalId !== null && <span class="soft small-text wide-only">{externalId}</span>}
                  {state === 'listed' && <span class="soft small-text">{desk.roster.states.listed}</span>}
                </button>
              </th>
              <td class="number">
                <strong>{grades.some(isTried) ? number(earned) : '–'}</strong>{' '}
                <span class="soft">/ {number(possible)}</span>
              </td>
              {grades.map((grade, at) => (
                <td key={grade.exercise} class="mark-cell">
                  <button
                    type="button"
                    class="grade-cell"
                    onClick={() => onOpen({ learner, exercise: grade.exercise })}
                  >
                    <span class="visually-hidden">
                      {desk.grades.cell(name, exercises[at]?.number ?? 0)}:{' '}
                    </span>
                    <GradeMark grade={grade} possible={exercises[at]?.points ?? 0} />
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
