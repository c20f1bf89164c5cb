import { useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { ExercisePick } from '../ExercisePick.tsx';
import { FormDialog } from '../FormDialog.tsx';
import { type Reset, recheck } from '../state/resets.ts';
import { notifyBegun } from './begun.ts';

interface Props {
  learners: Reset['learners'];
  here: ClassDetail;
  /** The exercises chosen at first; all when left out. */
  exercises?: readonly string[];
  onClose: () => void;
}

/** Has the standing answers checked again, against the hosts as they are now. */
export function RecheckDialog({ learners, here, exercises, onClose }: Props) {
  const all = here.exercises.map(({ id }) => id);
  const [chosen, setChosen] = useState<readonly string[]>(exercises ?? all);
  const begin = async (): Promise<void> => {
    notifyBegun(await recheck({ learners, exercises: chosen.length === all.length ? 'all' : [...chosen] }));
  };
  return (
    <FormDialog
      heading={desk.reset.recheck}
      does={desk.reset.recheck}
      isReady={chosen.length > 0}
      acting={useAct()}
      onDo={begin}
      onClose={onClose}
    >
      <p>{desk.reset.recheckText}</p>
      <ExercisePick label={desk.reset.ofExercises} here={here} value={chosen} onChange={setChosen} />
    </FormDialog>
  );
}
