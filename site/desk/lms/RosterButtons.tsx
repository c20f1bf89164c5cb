import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { LmsCourse } from '../../../protocol/lms.ts';
import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { RosterDialog } from './RosterDialog.tsx';
import { useLms } from './use-lms.ts';

interface Props {
  here: ClassDetail;
  onChanged: () => Promise<void>;
}

/** A button for each course of an LMS that tells who is in it. */
export function RosterButtons({ here, onChanged }: Props) {
  const { value } = useLms(here);
  const [open, setOpen] = useState<LmsCourse>();
  const courses = value?.courses.filter(({ canList }) => canList) ?? [];
  return (
    <>
      {courses.map((course) => (
        <button key={course.id} type="button" class="button small" onClick={() => setOpen(course)}>
          <DeskIcon sign="people" />{' '}
          {courses.length === 1 ? desk.lms.takeRoster : desk.lms.takeRosterOf(course.title)}
        </button>
      ))}
      {open && <RosterDialog course={open} onClose={() => setOpen(undefined)} onChanged={onChanged} />}
    </>
  );
}
