import { useState } from 'preact/hooks';
import { me, takesPart } from '../state/learner.ts';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { words } from '../words/now.ts';
import { ProblemNote } from './ProblemNote.tsx';

/** Gives the learner's work as a file. What makes it is fetched when it is asked for. */
export function ExportWork() {
  const [doing, setDoing] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const learner = me.value;
  if (!learner || !takesPart.value) return null;
  const give = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const [{ collect }, { fileOfWork }] = await Promise.all([
        import('../export/collect.ts'),
        import('../export/file.tsx'),
      ]);
      download(fileOfWork(await collect(setDoing)), `${words.work.file(learner.name)}.html`);
      setDoing(words.work.done);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setDoing('');
    }
    setBusy(false);
  };
  return (
    <section class="export-work">
      <button type="button" class="button" disabled={isBusy} onClick={() => void give()}>
        {words.work.button}
      </button>
      <p>{words.work.about}</p>
      <p role="status">{doing}</p>
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has begun by then; what is not let go stays in memory until the page is left.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
