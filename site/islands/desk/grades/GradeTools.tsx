import { useState } from 'preact/hooks';
import { ofClass } from '../../../state/desk/class.ts';
import { listGradebooks } from '../../../state/desk/grades.ts';
import { classId } from '../../../state/desk/place.ts';
import { desk } from '../../../words/desk-now.ts';
import { href } from '../../../words/now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { useRemote } from '../use-remote.ts';
import { GradebookDialog } from './GradebookDialog.tsx';
import { gradeFlags } from './GradeMark.tsx';

/** What can be done with all grades: check again, take with you, send, print. */
export function GradeTools({ onRecheck }: { onRecheck: () => void }) {
  const { value: listed = [] } = useRemote(listGradebooks);
  const gradebooks = listed.map(({ id, title }) => ({ id, title: desk.grades.gradebooks[id] ?? title }));
  const [sending, setSending] = useState<string>();
  const gradebook = gradebooks.find(({ id }) => id === sending);
  return (
    <div class="wall-tools">
      <ul class="flag-legend" aria-label={desk.grades.legend}>
        {gradeFlags.map(([flag, sign]) => (
          <li key={flag}>
            <span class="mark-flag" data-flag={flag} aria-hidden="true">
              <DeskIcon sign={sign} />
            </span>
            {desk.grades.flags[flag]}
          </li>
        ))}
      </ul>
      <span class="tools-end">
        <button type="button" class="button small" onClick={onRecheck}>
          {desk.grades.recheckAll}
        </button>
        <a class="button small" href={ofClass('/export.csv')} download>
          <DeskIcon sign="down" /> {desk.grades.csv}
        </a>
        <a class="button small" href={ofClass('/export.json')} download>
          <DeskIcon sign="down" /> {desk.grades.json}
        </a>
        {gradebooks.map(({ id, title }) => (
          <button key={id} type="button" class="button small" onClick={() => setSending(id)}>
            {desk.grades.sendTo(title)}
          </button>
        ))}
        <a class="button small" href={href(`/desk/report/?id=${classId.value}`)}>
          <DeskIcon sign="printer" /> {desk.report.title}
        </a>
      </span>
      {gradebook && <GradebookDialog gradebook={gradebook} onClose={() => setSending(undefined)} />}
    </div>
  );
}
