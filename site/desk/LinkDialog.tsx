import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { desk } from '../words/desk-now.ts';
import { CopyText } from './CopyText.tsx';
import { Dialog } from './Dialog.tsx';
import { QrCode } from './QrCode.tsx';
import { ReachNote } from './ReachNote.tsx';
import { Select } from './Select.tsx';
import { exerciseLink } from './state/join-address.ts';

/** The address of an exercise for a learner of the class, as text and as a QR code. */
export function LinkDialog({ here, onClose }: { here: ClassDetail; onClose: () => void }) {
  const [exercise, setExercise] = useState(here.exercises[0]?.id ?? '');
  const link = exerciseLink(exercise, here.code);
  return (
    <Dialog heading={desk.class.link} onClose={onClose}>
      <div class="stack link-dialog">
        <p class="soft">{desk.class.linkText}</p>
        <Select
          label={desk.class.linkTo}
          value={exercise}
          options={here.exercises.map(({ id, number, title }) => ({
            value: id,
            label: `${number}. ${title}`,
            language: 'en',
          }))}
          onChange={setExercise}
        />
        <CopyText text={link} />
        <ReachNote />
        <QrCode text={link} />
      </div>
    </Dialog>
  );
}
