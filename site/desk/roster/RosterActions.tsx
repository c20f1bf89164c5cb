import { exportAll } from '../../../protocol/api/desk-learners.ts';
import { pathOf } from '../../../protocol/api/path.ts';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { Download } from '../../ui/Download.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { href } from '../../words/now.ts';
import { ofLearner } from '../state/class.ts';
import { classId } from '../state/place.ts';
import { changeLearner } from '../state/roster.ts';

/** The actions that ask for something more. */
export type RosterAction = 'rename' | 'merge' | 'move' | 'erase';

interface Props {
  entry: RosterLearner;
  onChoose: (action: RosterAction) => void;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** All actions on one entry of the roster. */
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
      <Download
        class="button"
        from={pathOf(exportAll, { params: ofLearner(id) })}
        saveAs={`${entry.name}.json`}
      >
        {desk.roster.does.export}
      </Download>
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
