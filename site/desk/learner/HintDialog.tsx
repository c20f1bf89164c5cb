import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { FormDialog } from '../FormDialog.tsx';
import { OneExercise } from '../OneExercise.tsx';
import { giveHint } from '../state/help.ts';
import { notify } from '../state/notices.ts';

interface Props {
  learner: string;
  here: ClassDetail;
  onClose: () => void;
}

/** Opens the next hint of an exercise for a learner, at no cost to them. */
export function HintDialog({ learner, here, onClose }: Props) {
  const withHints = here.exercises.filter(({ hints }) => hints > 0);
  const [exercise, setExercise] = useState(withHints[0]?.id);
  const give = async (): Promise<void> => {
    if (!exercise) return;
    const { opened, total } = await giveHint(learner, exercise);
    notify({ text: desk.learner.hintGiven(opened.length, total) });
  };
  return (
    <FormDialog
      heading={desk.learner.does.hint}
      does={desk.learner.give}
      isReady={exercise !== undefined}
      acting={useAct()}
      onDo={give}
      onClose={onClose}
    >
      <p>{withHints.length > 0 ? desk.learner.hintText : desk.learner.noHints}</p>
      <OneExercise
        label={desk.learner.hintOf}
        exercises={withHints}
        value={exercise}
        onChange={setExercise}
      />
    </FormDialog>
  );
}
