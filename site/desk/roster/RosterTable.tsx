import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime } from '../../words/format.ts';
import { showLearner } from '../state/place.ts';
import { TableBox } from '../TableBox.tsx';
import { RosterMenu } from './RosterMenu.tsx';

interface Props {
  list: RosterLearner[];
  /** All learners, from whom another can be chosen. */
  all: RosterLearner[];
  here: ClassDetail;
  onChanged: () => Promise<void>;
}

/** Learners with their codes, and a menu of changes for each. */
export function RosterTable({ list, all, here, onChanged }: Props) {
  return (
    <TableBox label={desk.class.tabs.learners} fits>
      <table class="desk-table">
        <thead>
          <tr>
            <th scope="col">{desk.wall.name}</th>
            <th scope="col">{desk.roster.state}</th>
            <th scope="col">{desk.learner.personalCode}</th>
            <th scope="col" class="wide-only">
              {desk.roster.uses.externalId}
            </th>
            <th scope="col" class="wide-only">
              {desk.roster.joined}
            </th>
            <th scope="col" class="number wide-only">
              {desk.roster.attempts}
            </th>
            <th>
              <span class="visually-hidden">{desk.common.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <button type="button" class="wall-name plain" onClick={() => showLearner(one.id)}>
                  <span class="name-text">{one.name}</span>
                  <span class="soft small-text wide-only">
                    {[one.section, one.email ?? one.login].filter(Boolean).join(', ')}
                  </span>
                </button>
              </th>
              <td>{desk.roster.states[one.state]}</td>
              <td>
                <code>{one.personalCode}</code>
              </td>
              <td class="wide-only">{one.externalId ?? '–'}</td>
              <td class="wide-only soft">{one.joinedAt ? dayAndTime(one.joinedAt) : '–'}</td>
              <td class="number wide-only">{one.attempts}</td>
              <td class="number">
                <RosterMenu one={one} all={all} here={here} onChanged={onChanged} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}
