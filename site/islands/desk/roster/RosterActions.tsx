import type { RosterLearner } from '../../../../protocol/desk/roster.ts';
import { ofLearner } from '../../../state/desk/class.ts';
import { classId } from '../../../state/desk/place.ts';
import { changeLearner } from '../../../state/desk/roster.ts';
import { desk } from '../../../words/desk-now.ts';
import { href } from '../../../words/now.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAct } from '../use-act.ts';

/** Those that ask for something more. */
export type RosterAction = 'rename' | 'merge' | 'move' | 'erase';

interface Props {
  entry: RosterLearner;
  onChoose: (action: RosterAction) => void;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** All that can be done about one entry of the roster. */
export function RosterActions({ entry, onChoose, onClose, onChanged }: Props) {
  const { problem, act } = useAct();
  const { id, state } = entry;
  const change = (to: Parameters<typeof changeLearner>[1]): void => {
    void act(async () => {
      await changeLearner(id, to);
      await onChanged();
      onClose();
    });
  };
  const isAway = state === 'removed';
  return (
    <div class="sheet-list">
      {problem && <ProblemNote problem={problem} />}
      <button type="button" class="button" onClick={() => onChoose('rename')}>
        {desk.roster.does.rename}
      </button>
      <button type="button" class="button" onClick={() => change({ newCode: true })}>
        {desk.roster.does.newCode}
      </button>
      <button type="button" class="button" onClick={() => onChoose('merge')}>
        {desk.roster.does.merge}
      </button>
      <button type="button" class="button" onClick={() => onChoose('move')}>
        {desk.roster.does.move}
      </button>
      <a class="button" href={href(`/desk/report/?id=${classId.value}&learner=${id}`)}>
        {desk.roster.does.report}
      </a>
      <a class="button" href={ofLearner(id, '/export')} download={`${entry.name}.json`}>
        {desk.roster.does.export}
      </a>
      {state !== 'merged' && (
        <button type="button" class="button" onClick={() => change({ state: isAway ? 'active' : 'removed' })}>
          {isAway ? desk.roster.does.bringBack : desk.roster.does.remove}
        </button>
      )}
      <button type="button" class="button bad-word" onClick={() => onChoose('erase')}>
        {desk.roster.does.erase}
      </button>
    </div>
  );
}
