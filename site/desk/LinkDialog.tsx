import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { save } from '../wire/save.ts';
import { desk } from '../words/desk-now.ts';
import { CopyText } from './CopyText.tsx';
import { chaptersOf } from './chapters.ts';
import { DeskIcon } from './DeskIcon.tsx';
import { Dialog } from './Dialog.tsx';
import { linksCsv } from './links-csv.ts';
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
        <p class="soft">{desk.class.allLinksText}</p>
        <button type="button" class="button small" onClick={() => saveAll(here)}>
          <DeskIcon sign="down" /> {desk.class.allLinks}
        </button>
      </div>
    </Dialog>
  );
}

function saveAll(here: ClassDetail): void {
  const { id, code, exercises } = here;
  const chapters = new Map(chaptersOf(here).map(({ slug, title }) => [slug, title]));
  const { number, exercise, chapter, link } = desk.class.linkColumns;
  const rows = exercises.map((one) => [
    ...[one.number, one.title, chapters.get(one.chapter) ?? one.chapter],
    exerciseLink(one.id, code),
  ]);
  const text = linksCsv([[number, exercise, chapter, link], ...rows]);
  save(new Blob([text], { type: 'text/csv' }), `links-${id}.csv`);
}
