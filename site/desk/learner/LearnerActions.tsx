import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { MessageDialog } from '../MessageDialog.tsx';
import { CheckpointDialog } from '../reset/CheckpointDialog.tsx';
import { ResetDialog } from '../reset/ResetDialog.tsx';
import { RenameDialog } from '../roster/RenameDialog.tsx';
import { HintDialog } from './HintDialog.tsx';
import { HostDialog } from './HostDialog.tsx';

const ACTIONS = ['message', 'hint', 'reset', 'checkpoint', 'rename', 'host'] as const;

interface Props {
  learner: string;
  name: string;
  entry: RosterLearner | undefined;
  here: ClassDetail;
  onChanged: () => Promise<void>;
}

/** The actions of an instructor for one learner, each in a dialog of its own. */
export function LearnerActions({ learner, name, entry, here, onChanged }: Props) {
  const [open, setOpen] = useState<(typeof ACTIONS)[number]>();
  const close = (): void => setOpen(undefined);
  const learners = [learner];
  return (
    <div class="learner-actions">
      {ACTIONS.map((one) => (
        <button
          key={one}
          type="button"
          class="button small"
          disabled={one === 'rename' && !entry}
          onClick={() => setOpen(one)}
        >
          {one === 'message' && <DeskIcon sign="message" />}
          {desk.learner.does[one]}
        </button>
      ))}
      {open === 'message' && <MessageDialog to={learners} onClose={close} />}
      {open === 'hint' && <HintDialog learner={learner} here={here} onClose={close} />}
      {open === 'reset' && <ResetDialog learners={learners} here={here} onClose={close} />}
      {open === 'checkpoint' && <CheckpointDialog learners={learners} here={here} onClose={close} />}
      {open === 'host' && <HostDialog learner={learner} name={name} onClose={close} />}
      {open === 'rename' && entry && <RenameDialog entry={entry} onClose={close} onChanged={onChanged} />}
    </div>
  );
}
