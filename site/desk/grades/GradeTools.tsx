import { useState } from 'preact/hooks';
import { csv, json } from '../../../protocol/api/desk-grades.ts';
import { pathOf } from '../../../protocol/api/path.ts';
import type { Grades } from '../../../protocol/desk/grades.ts';
import { Download } from '../../ui/Download.tsx';
import { desk } from '../../words/desk-now.ts';
import { href } from '../../words/now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { ofClass } from '../state/class.ts';
import { listGradebooks } from '../state/grades.ts';
import { classId } from '../state/place.ts';
import { useRemote } from '../use-remote.ts';
import { GradebookDialog } from './GradebookDialog.tsx';
import { gradeFlags } from './GradeMark.tsx';
import { PlatformDialog } from './PlatformDialog.tsx';

interface Props {
  grades: Grades;
  onRecheck: () => void;
}

/** The actions on all grades: check again, download, send, print. */
export function GradeTools({ grades, onRecheck }: Props) {
  const { value: listed = [] } = useRemote(listGradebooks);
  const gradebooks = listed.map(({ id, title }) => ({ id, title: desk.grades.gradebooks[id] ?? title }));
  const [sending, setSending] = useState<string>();
  const [isForPlatform, setForPlatform] = useState(false);
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
        <Download
          class="button small"
          from={pathOf(csv, { params: ofClass() })}
          saveAs={`grades-${classId.value}.csv`}
        >
          <DeskIcon sign="down" /> {desk.grades.csv}
        </Download>
        <Download
          class="button small"
          from={pathOf(json, { params: ofClass() })}
          saveAs={`grades-${classId.value}.json`}
        >
          <DeskIcon sign="down" /> {desk.grades.json}
        </Download>
        <button type="button" class="button small" onClick={() => setForPlatform(true)}>
          <DeskIcon sign="down" /> {desk.grades.platforms}
        </button>
        {gradebooks.map(({ id, title }) => (
          <button key={id} type="button" class="button small" onClick={() => setSending(id)}>
            {desk.grades.sendTo(title)}
          </button>
        ))}
        <a class="button small" href={href(`/desk/report/?id=${classId.value}`)}>
          <DeskIcon sign="printer" /> {desk.report.title}
        </a>
      </span>
      {isForPlatform && <PlatformDialog grades={grades} onClose={() => setForPlatform(false)} />}
      {gradebook && <GradebookDialog gradebook={gradebook} onClose={() => setSending(undefined)} />}
    </div>
  );
}
