import '../../styles/answer-card.css';
import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { Grades } from '../../../protocol/desk/grades.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { Dialog } from '../Dialog.tsx';
import { ExerciseWork } from '../learner/ExerciseWork.tsx';
import { RecheckDialog } from '../reset/RecheckDialog.tsx';
import { attemptsOf } from '../state/grades.ts';
import { useRemote } from '../use-remote.ts';
import type { Cell } from './GradeTable.tsx';

interface Props {
  cell: Cell;
  grades: Grades;
  here: ClassDetail;
  onClose: () => void;
  onChanged: () => Promise<void>;
}

/** Shows what one grade rests on, and lets one set another. */
export function CellDialog({ cell, grades, here, onClose, onChanged }: Props) {
  const { learner, exercise: id } = cell;
  const { value: attempts, problem, reload } = useRemote(() => attemptsOf(learner), [learner]);
  const [isRechecking, setRechecking] = useState(false);
  const row = grades.learners.find((one) => one.learner === learner);
  const exercise = grades.exercises.find((one) => one.id === id);
  if (!row || !exercise) return null;
  const changed = async (): Promise<void> => {
    await Promise.all([reload(), onChanged()]);
  };
  return (
    <Dialog heading={desk.grades.cell(row.name, exercise.number)} onClose={onClose} look="wide">
      <div class="part-head">
        <p class="soft" lang="en">
          {exercise.title}
        </p>
        <button type="button" class="button small" onClick={() => setRechecking(true)}>
          {desk.reset.recheck}
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <ExerciseWork
        isOpen
        learner={learner}
        exercise={exercise}
        grade={row.grades.find((one) => one.exercise === id)}
        attempts={attempts?.filter((one) => one.exercise === id) ?? []}
        onChanged={changed}
      />
      {isRechecking && (
        <RecheckDialog
          learners={[learner]}
          here={here}
          exercises={[id]}
          onClose={() => setRechecking(false)}
        />
      )}
    </Dialog>
  );
}
