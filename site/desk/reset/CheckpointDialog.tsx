import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { OneExercise } from '../OneExercise.tsx';
import { type Reset, toCheckpoint } from '../state/resets.ts';
import { notifyBegun } from './begun.ts';

interface Props {
  learners: Reset['learners'];
  here: ClassDetail;
  onClose: () => void;
}

/** Brings hosts to their state after an exercise, for learners who have fallen behind. */
export function CheckpointDialog({ learners, here, onClose }: Props) {
  const tasks = here.exercises.filter(({ isTask }) => isTask);
  const [exercise, setExercise] = useState(tasks[0]?.id);
  const begin = async (): Promise<void> => {
    if (exercise) notifyBegun(await toCheckpoint({ learners, exercise }));
  };
  return (
    <FormDialog
      heading={desk.reset.checkpoint}
      does={desk.reset.bring}
      isDanger
      isReady={exercise !== undefined}
      acting={useAct()}
      onDo={begin}
      onClose={onClose}
    >
      <p>{tasks.length === 0 ? desk.reset.noTasks : desk.reset.checkpointText}</p>
      <OneExercise label={desk.reset.upTo} exercises={tasks} value={exercise} onChange={setExercise} />
    </FormDialog>
  );
}
