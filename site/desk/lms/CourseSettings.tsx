import '../../styles/desk-lms.css';
import { useEffect, useId } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import {
  type LmsCourse,
  type LmsCourseChange,
  type LmsOfClass,
  ScoreColumns,
} from '../../../protocol/lms.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { Check } from '../Check.tsx';
import { Select } from '../Select.tsx';
import { classes, loadClasses } from '../state/classes.ts';
import { changeLmsCourse } from '../state/lms.ts';
import { notify } from '../state/notices.ts';
import { useLms } from './use-lms.ts';

type Change = (course: { id: string; title: string }, change: LmsCourseChange, group?: string) => void;

/** Which columns of an LMS's gradebook the points go into, and which class its learners come into. Changes hold at once. */
export function CourseSettings({ here }: { here: ClassDetail }) {
  const { value, set } = useLms(here);
  const { problem, act } = useAct();
  useEffect(() => void loadClasses().catch(() => {}), []);
  if (!value || value.courses.length + value.others.length === 0) return null;
  const change: Change = ({ id, title }, asked, group) =>
    void act(async () => {
      set(await changeLmsCourse(id, asked));
      notify({ text: group === undefined ? desk.common.saved : desk.lms.nowInto(title, group) });
    });
  return (
    <section class="side-card" aria-labelledby="lms-courses">
      <h2 id="lms-courses">{value.courses.length === 1 ? desk.lms.courseTitle : desk.lms.coursesTitle}</h2>
      {value.courses.map((course) => (
        <Own key={course.id} course={course} here={here} onChange={change} />
      ))}
      {value.others.map((other) => (
        <Other key={other.id} other={other} here={here} onChange={change} />
      ))}
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}

function Own({ course, here, onChange }: { course: LmsCourse; here: ClassDetail; onChange: Change }) {
  const group = useId();
  const { title, lms, columns, canGrade, canMakeColumns } = course;
  const others = (classes.value ?? []).filter(({ id, archivedAt }) => id !== here.id && archivedAt === null);
  const options = [here, ...others].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div class="stack lms-course">
      <p>
        <strong>{title}</strong> <span class="soft">{desk.lms.ofLms(lms)}</span>
      </p>
      {canGrade ? (
        <fieldset class="field">
          <legend>{desk.lms.columns}</legend>
          {ScoreColumns.options.map((one) => (
            <Check
              key={one}
              type="radio"
              group={group}
              checked={columns === one}
              onChange={() => onChange(course, { columns: one })}
            >
              {desk.lms.columnKinds[one]}
            </Check>
          ))}
          {!canMakeColumns && <p class="soft small-text">{desk.lms.noNewColumns}</p>}
        </fieldset>
      ) : (
        <p class="soft small-text">{desk.lms.takesNone}</p>
      )}
      {options.length > 1 && (
        <div class="lms-into">
          <Select
            label={desk.lms.into(title)}
            value={here.id}
            options={options}
            onChange={(id) =>
              onChange(course, { class: id }, options.find(({ value }) => value === id)?.label)
            }
          />
          <p class="soft small-text">{desk.lms.intoText}</p>
        </div>
      )}
    </div>
  );
}

interface OtherProps {
  other: LmsOfClass['others'][number];
  here: ClassDetail;
  onChange: Change;
}

function Other({ other, here, onChange }: OtherProps) {
  const { title, lms, class: group } = other;
  return (
    <div class="stack lms-course">
      <p>
        <strong>{title}</strong> <span class="soft">{desk.lms.ofLms(lms)}</span>
        <br />
        <span class="soft small-text">{desk.lms.goesInto(group)}</span>
      </p>
      <button type="button" class="button" onClick={() => onChange(other, { class: here.id }, here.name)}>
        {desk.lms.takeInto(title)}
      </button>
    </div>
  );
}
