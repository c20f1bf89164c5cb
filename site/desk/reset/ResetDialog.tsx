import { useEffect, useState } from 'preact/hooks';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import { desk } from '../../words/desk-now.ts';
import { Check } from '../Check.tsx';
import { Dialog } from '../Dialog.tsx';
import { DialogButtons } from '../DialogButtons.tsx';
import { ExercisePick } from '../ExercisePick.tsx';
import { notify } from '../state/notices.ts';
import { doReset, type Report, type Reset, type ResetPart, undoReset, wouldReset } from '../state/resets.ts';
import { WhatGoes } from './WhatGoes.tsx';

const PARTS: readonly ResetPart[] = ['host', 'terminals', 'attempts', 'hints', 'notes'];

interface Props {
  learners: Reset['learners'];
  here: ClassDetail;
  onClose: () => void;
}

/** Asks what to reset, and for which learners. Says what would go before it does anything. */
export function ResetDialog({ learners, here, onClose }: Props) {
  const [what, setWhat] = useState<readonly ResetPart[]>(['host']);
  const [exercises, setExercises] = useState<readonly string[]>(here.exercises.map(({ id }) => id));
  const [report, setReport] = useState<Report>();
  const { busy, problem, act } = useAct();
  const isOfExercises = what.includes('attempts') || what.includes('hints');
  const reset: Reset = {
    learners,
    what: [...what],
    ...(isOfExercises && exercises.length < here.exercises.length ? { exercises: [...exercises] } : {}),
  };
  const isComplete = what.length > 0 && !(isOfExercises && exercises.length === 0);
  // The report holds only for the choice it was made for.
  useEffect(() => setReport(undefined), [what, exercises]);
  const run = async (): Promise<void> => {
    const done = await doReset(reset);
    const { id, undoUntil } = done;
    notify({
      text: desk.reset.done(done.learners.filter(({ failed }) => failed === null).length),
      ...(id !== null && undoUntil !== null
        ? {
            undo: {
              until: undoUntil,
              run: async () => {
                await undoReset(id);
                notify({ text: desk.reset.undone });
              },
            },
          }
        : {}),
    });
    if (done.learners.some(({ failed }) => failed !== null)) setReport(done);
    else onClose();
  };
  return (
    <Dialog
      heading={desk.reset.title(learners === 'all' ? here.learners : learners.length)}
      onClose={onClose}
      look="wide"
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isComplete) void act(async () => (report ? run() : setReport(await wouldReset(reset))));
        }}
      >
        <fieldset class="field">
          <legend>{desk.reset.what}</legend>
          {PARTS.map((part) => (
            <Check
              key={part}
              checked={what.includes(part)}
              onChange={(isOn) => setWhat(PARTS.filter((one) => (one === part ? isOn : what.includes(one))))}
            >
              {desk.reset.parts[part]} <span class="soft">{desk.reset.partNotes[part]}</span>
            </Check>
          ))}
        </fieldset>
        {isOfExercises && (
          <ExercisePick
            label={desk.reset.ofExercises}
            here={here}
            value={exercises}
            onChange={setExercises}
          />
        )}
        {report && <WhatGoes report={report} />}
        {problem && <ProblemNote problem={problem} />}
        <DialogButtons
          does={report ? desk.reset.reset : desk.reset.look}
          isDanger={report !== undefined}
          isReady={isComplete}
          busy={busy}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
