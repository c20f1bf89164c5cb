import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { RosterLearner } from '../../../protocol/desk/roster.ts';
import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { Dialog } from '../Dialog.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { type RosterAction, RosterActions } from './RosterActions.tsx';

interface Props {
  one: RosterLearner;
  all: RosterLearner[];
  here: ClassDetail;
  onChanged: () => Promise<void>;
}

/** Changes to one learner: a sheet to choose from, then a dialog for the chosen one. */
export function RosterMenu({ one, all, here, onChanged }: Props) {
  const [open, setOpen] = useState<'menu' | RosterAction>();
  const close = (): void => setOpen(undefined);
  const shared = { entry: one, onClose: close, onChanged };
  return (
    <>
      <button
        type="button"
        class="quiet icon"
        aria-label={desk.roster.change(one.name)}
        aria-haspopup="dialog"
        title={desk.common.more}
        onClick={() => setOpen('menu')}
      >
        <DeskIcon sign="more" />
      </button>
      {open === 'menu' && (
        <Dialog heading={one.name} onClose={close} look="narrow">
          <RosterActions {...shared} onChoose={setOpen} />
        </Dialog>
      )}
      {open === 'rename' && <RenameDialog {...shared} />}
      {open === 'merge' && <MergeDialog {...shared} others={all.filter(({ id }) => id !== one.id)} />}
      {open === 'move' && <MoveDialog {...shared} from={here.id} />}
      {open === 'erase' && <EraseDialog {...shared} />}
    </>
  );
}
