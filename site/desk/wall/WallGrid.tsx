import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { desk } from '../../words/desk-now.ts';
import { wall } from '../state/wall.ts';
import { select, selected, shown } from '../state/wall-view.ts';
import { TableBox } from '../TableBox.tsx';
import { WallLine } from './WallLine.tsx';

/** Columns that fit across a laptop's window. */
const FEW = 10;

/** Learners by exercises. */
export function WallGrid({ here }: { here: ClassDetail }) {
  const ids = shown.value;
  const isAll = ids.length > 0 && ids.every((id) => selected.value.has(id));
  const isSome = ids.some((id) => selected.value.has(id));
  return (
    <TableBox label={desk.wall.grid} fits={here.exercises.length <= FEW}>
      <table class={here.exercises.length <= FEW ? 'desk-table wall-grid' : 'desk-table wall-grid dense'}>
        <thead>
          <tr>
            <th class="pick">
              <input
                type="checkbox"
                aria-label={desk.wall.selectAll}
                checked={isAll}
                indeterminate={isSome && !isAll}
                onChange={({ currentTarget }) => select(ids, currentTarget.checked)}
              />
            </th>
            <th scope="col">{desk.wall.name}</th>
            <th scope="col" class="number">
              {desk.wall.points}
            </th>
            <th scope="col" class="wide-only">
              {desk.wall.active}
            </th>
            <th scope="col" class="wide-only">
              {desk.wall.on}
            </th>
            <th scope="col" class="wide-only">
              {desk.wall.stuck}
            </th>
            <th scope="col" class="wide-only">
              {desk.wall.host}
            </th>
            {here.exercises.map(({ id, number, title, points }) => (
              <th key={id} scope="col" class="mark-head" title={title}>
                <span aria-hidden="true">{number}</span>
                <span class="visually-hidden" lang="en">
                  {number}. {title}
                </span>
                <span class="soft">{desk.wall.shortPoints(points)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => {
            const row = wall.value.get(id);
            return row && <WallLine key={id} row={row} exercises={here.exercises} />;
          })}
        </tbody>
      </table>
    </TableBox>
  );
}
