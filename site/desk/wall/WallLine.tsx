import type { Signal } from '@preact/signals';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { WallRow } from '../../../protocol/desk/wall.ts';
import { toTheMinute } from '../../shell/clock.ts';
import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { minutesSince } from '../spans.ts';
import { showLearner } from '../state/place.ts';
import { select, selected } from '../state/wall-view.ts';
import { Mark } from './Mark.tsx';

interface Props {
  row: Signal<WallRow>;
  exercises: ClassDetail['exercises'];
}

/** One learner in the grid. */
export function WallLine({ row, exercises }: Props) {
  const { learner, name, host, online, hand, activeAt, points, on, stuckSince, doing } = row.value;
  const isSelected = selected.value.has(learner);
  const now = toTheMinute.value;
  const present = exercises.find(({ id }) => id === on);
  return (
    <tr class={isSelected ? 'is-selected' : undefined}>
      <td class="pick">
        <input
          type="checkbox"
          aria-label={desk.wall.select(name)}
          checked={isSelected}
          onChange={({ currentTarget }) => select([learner], currentTarget.checked)}
        />
      </td>
      <th scope="row">
        <button type="button" class="wall-name" onClick={() => showLearner(learner)}>
          <span class={online ? 'dot good' : 'dot'} aria-hidden="true" />
          <span class="name-text">{name}</span>
          {!online && <span class="visually-hidden"> {desk.wall.offline}</span>}
          {hand && (
            <span class="badge warm" title={hand.about ?? undefined}>
              <DeskIcon sign="hand" />
              {desk.wall.shortMinutes(minutesSince(hand.raisedAt, now))}
              <span class="visually-hidden"> {desk.wall.handUp}</span>
            </span>
          )}
        </button>
      </th>
      <td class="number">
        <strong>{number(points.earned)}</strong>
      </td>
      <td class="wide-only soft">
        {activeAt ? desk.wall.ago(minutesSince(activeAt, now)) : desk.common.never}
      </td>
      <td class="wide-only soft on-exercise" lang="en">
        {present ? `${present.number}. ${present.title}` : '–'}
      </td>
      <td class={stuckSince ? 'wide-only stuck' : 'wide-only'}>
        {stuckSince && desk.wall.shortMinutes(minutesSince(stuckSince, now))}
      </td>
      <td class="wide-only">
        {doing ? (
          <span class="doing" lang="en">
            {doing}
          </span>
        ) : (
          <span class={host === 'failed' ? 'host-word bad' : 'soft'}>
            {host ? words.host.state[host] : words.host.notStarted}
          </span>
        )}
      </td>
      {exercises.map(({ id }) => (
        <td key={id} class={id === on && online ? 'mark-cell is-here' : 'mark-cell'}>
          {id === on && <span class="visually-hidden">{desk.wall.isHere} </span>}
          <Mark standing={row.value.exercises.find((one) => one.id === id)} />
        </td>
      ))}
    </tr>
  );
}
