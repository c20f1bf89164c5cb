import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Attempt } from '../../../protocol/attempt.ts';
import type { Exercise } from '../../../protocol/exercise.ts';
import { type Draft, draftOf } from '../../answer/draft.ts';
import { fieldsOf } from '../../answer/fields.ts';
import { keepDraft, keptDraft } from '../../answer/kept-draft.ts';
import { refreshMarks } from '../../state/events.ts';
import { attemptsOn, submitAnswer } from '../../state/exercises.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { Disagree } from './Disagree.tsx';
import { Hints } from './Hints.tsx';
import { History } from './History.tsx';
import { SolutionView } from './SolutionView.tsx';
import { VerdictView } from './VerdictView.tsx';

/** One exercise being answered: form, newest verdict, hints, solution, attempts before. */
export function Answering({ exercise }: { exercise: Exercise }) {
  const { id, points } = exercise;
  const fields = useMemo(() => fieldsOf(exercise.answer, exercise.form), [id]);
  const [draft, setDraft] = useState<Draft>(() => keptDraft(id) ?? {});
  const [attempts, setAttempts] = useState<Attempt[]>([]);

  // After a reload the newest verdict and its answer are there again, unless another answer was begun. With each attempt that
  // counts the earlier ones are read anew, for their findings may tell more by then.
  useEffect(() => {
    const isFirst = attempts.length === 0;
    void attemptsOn(id)
      .then((all) => {
        setAttempts(all);
        if (isFirst && all[0] && !keptDraft(id)) setDraft(draftOf(all[0].answer, fields));
      })
      .catch(() => {});
  }, [id, exercise.standing?.attempts]);

  const change = (next: Draft): void => {
    setDraft(next);
    keepDraft(id, next);
  };
  const submit = async (answer: Record<string, unknown>): Promise<void> => {
    const attempt = await submitAnswer(id, answer);
    keepDraft(id, undefined);
    setAttempts((before) => [attempt, ...before.filter((one) => one.id !== attempt.id)]);
    void refreshMarks();
  };

  const disputed = (attempt: Attempt): void => {
    setAttempts((before) => before.map((one) => (one.id === attempt.id ? attempt : one)));
  };

  const [newest, ...older] = attempts;
  return (
    <div class="answering">
      <AnswerForm id={id} fields={fields} draft={draft} onChange={change} onSubmit={submit} />
      <div class="verdict-place" aria-live="polite">
        {newest && <VerdictView key={newest.id} attempt={newest} points={points} />}
      </div>
      {newest && <Disagree key={newest.id} attempt={newest} onDisputed={disputed} />}
      <Hints exercise={exercise} />
      <SolutionView exercise={exercise} />
      {older.length > 0 && <History attempts={older} fields={fields} points={points} onDisputed={disputed} />}
    </div>
  );
}
