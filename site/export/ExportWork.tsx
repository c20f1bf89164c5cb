import { useState } from 'preact/hooks';
import { me, takesPart } from '../learner/state.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { save } from '../wire/save.ts';
import { words } from '../words/now.ts';

/** Saves the learner's work as a file. The code that makes the file is fetched when it is asked for. */
export function ExportWork() {
  const [doing, setDoing] = useState('');
  const { busy, problem, act } = useAct();
  const learner = me.value;
  if (!learner || !takesPart.value) return null;
  const give = async (): Promise<void> => {
    const isGiven = await act(async () => {
      const [{ collect }, { fileOfWork }] = await Promise.all([import('./collect.ts'), import('./file.tsx')]);
      save(fileOfWork(await collect(setDoing)), `${words.work.file(learner.name)}.html`);
    });
    setDoing(isGiven ? words.work.done : '');
  };
  return (
    <section class="export-work">
      <button type="button" class="button" disabled={busy} onClick={() => void give()}>
        {words.work.button}
      </button>
      <p>{words.work.about}</p>
      <p role="status">{doing}</p>
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}
