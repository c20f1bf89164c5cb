import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import type { WallRow } from '../../../protocol/desk/wall.ts';
import { toTheMinute } from '../../shell/clock.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { CopyText } from '../CopyText.tsx';
import { DeskIcon } from '../DeskIcon.tsx';
import { minutesSince } from '../spans.ts';
import { lowerHand } from '../state/help.ts';
import { LearnerActions } from './LearnerActions.tsx';

interface Props {
  learner: string;
  name: string;
  /** The learner's row on the wall; undefined when they do not take part. */
  row: WallRow | undefined;
  entry: RosterLearner | undefined;
  here: ClassDetail;
  onChanged: () => Promise<void>;
}

/** The present state of a learner, and the actions for them. */
export function LearnerHead({ learner, name, row, entry, here, onChanged }: Props) {
  const { problem, act } = useAct();
  const [isCodeShown, setCodeShown] = useState(false);
  return (
    <div class="learner-head">
      {row && (
        <p class="learner-facts">
          <span class={row.online ? 'dot good' : 'dot'} aria-hidden="true" />
          <span>{row.online ? desk.learner.online : desk.learner.offline}</span>
          <span>{row.host ? words.host.state[row.host] : words.host.notStarted}</span>
          <span>{desk.learner.points(number(row.points.earned), number(row.points.possible))}</span>
          {row.doing && (
            <span class="doing" lang="en">
              {row.doing}
            </span>
          )}
        </p>
      )}
      {row?.hand && (
        <div class="hand-note">
          <DeskIcon sign="hand" />
          <p>
            <strong>{desk.wall.waits(minutesSince(row.hand.raisedAt, toTheMinute.value))}</strong>
            {row.hand.about && <span> {row.hand.about}</span>}
          </p>
          <button type="button" class="button small" onClick={() => void act(() => lowerHand(learner))}>
            {desk.wall.lowerHand}
          </button>
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
      <LearnerActions learner={learner} name={name} entry={entry} here={here} onChanged={onChanged} />
      {entry && (
        <p class="learner-code">
          {isCodeShown ? (
            <>
              <span class="soft">{desk.learner.personalCode}</span> <CopyText text={entry.personalCode} />
            </>
          ) : (
            <button type="button" class="quiet" onClick={() => setCodeShown(true)}>
              {desk.learner.showCode}
            </button>
          )}
        </p>
      )}
    </div>
  );
}
