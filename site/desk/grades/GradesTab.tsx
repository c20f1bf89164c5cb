import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { CoursePoints } from '../lms/CoursePoints.tsx';
import { RecheckDialog } from '../reset/RecheckDialog.tsx';
import { loadGrades } from '../state/grades.ts';
import { marksNews } from '../state/news.ts';
import { useRemote } from '../use-remote.ts';
import { CellDialog } from './CellDialog.tsx';
import { type Cell, GradeTable } from './GradeTable.tsx';
import { GradeTools } from './GradeTools.tsx';

/** All grades of the class: learners by exercises. */
export function GradesTab({ here }: { here: ClassDetail }) {
  const { value: grades, problem, reload } = useRemote(loadGrades, [marksNews.value, here]);
  const [cell, setCell] = useState<Cell>();
  const [rechecked, setRechecked] = useState<readonly string[]>();
  if (!grades) return problem ? <ProblemNote problem={problem} /> : <p>{desk.common.loading}</p>;
  return (
    <div class="grades">
      <GradeTools grades={grades} onRecheck={() => setRechecked(here.exercises.map(({ id }) => id))} />
      <CoursePoints here={here} />
      {grades.learners.length === 0 ? (
        <p class="empty-note">{desk.grades.nobody}</p>
      ) : (
        <GradeTable grades={grades} onOpen={setCell} onRecheck={(exercise) => setRechecked([exercise])} />
      )}
      {cell && (
        <CellDialog
          cell={cell}
          grades={grades}
          here={here}
          onClose={() => setCell(undefined)}
          onChanged={reload}
        />
      )}
      {rechecked && (
        <RecheckDialog
          learners="all"
          here={here}
          exercises={rechecked}
          onClose={() => setRechecked(undefined)}
        />
      )}
    </div>
  );
}
