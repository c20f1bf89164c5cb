import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { desk } from '../../words/desk-now.ts';
import { MessageDialog } from '../MessageDialog.tsx';
import { CheckpointDialog } from '../reset/CheckpointDialog.tsx';
import { RecheckDialog } from '../reset/RecheckDialog.tsx';
import { ResetDialog } from '../reset/ResetDialog.tsx';
import { wall } from '../state/wall.ts';
import { selected } from '../state/wall-view.ts';

type Open = 'message' | 'reset' | 'checkpoint' | 'recheck';

/** The actions on the ticked learners. */
export function SelectionBar({ here }: { here: ClassDetail }) {
  const [open, setOpen] = useState<Open>();
  const learners = [...selected.value].filter((id) => wall.value.has(id));
  if (learners.length === 0) return null;
  const close = (): void => setOpen(undefined);
  return (
    <section class="selection-bar" aria-label={desk.wall.forSelected}>
      <strong>{desk.wall.selected(learners.length)}</strong>
      {(['message', 'reset', 'checkpoint', 'recheck'] as const).map((one) => (
        <button key={one} type="button" class="button small" onClick={() => setOpen(one)}>
          {desk.wall.does[one]}
        </button>
      ))}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          selected.value = new Set();
        }}
      >
        {desk.wall.selectNone}
      </button>
      {open === 'message' && <MessageDialog to={learners} onClose={close} />}
      {open === 'reset' && <ResetDialog learners={learners} here={here} onClose={close} />}
      {open === 'checkpoint' && <CheckpointDialog learners={learners} here={here} onClose={close} />}
      {open === 'recheck' && <RecheckDialog learners={learners} here={here} onClose={close} />}
    </section>
  );
}
