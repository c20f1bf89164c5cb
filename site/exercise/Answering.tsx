import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Attempt } from '../../protocol/attempt.ts';
import type { Exercise } from '../../protocol/exercise.ts';
import type { Look } from '../../protocol/watch.ts';
import { gateOf } from '../class/gate.ts';
import { examPhase, isExam } from '../class/state.ts';
import { refreshMarks } from '../shell/events.ts';
import { words } from '../words/now.ts';
import { AnswerForm } from './AnswerForm.tsx';
import { type Draft, draftOf } from './answer/draft.ts';
import { fieldsOf } from './answer/fields.ts';
import { keepDraft, keptDraft } from './answer/kept-draft.ts';
import { Override } from './ByHand.tsx';
import { Disagree } from './Disagree.tsx';
import { Hints } from './Hints.tsx';
import { History } from './History.tsx';
import { NextStep } from './NextStep.tsx';
import { isOutdated } from './outdated.ts';
import { ShutNote } from './ShutNote.tsx';
import { SolutionView } from './SolutionView.tsx';
import { StartExercise } from './StartExercise.tsx';
import { attemptsOn, decisions, submitAnswer } from './state.ts';
import { VerdictView } from './VerdictView.tsx';
import { WatchLine } from './WatchLine.tsx';

/** One exercise being answered: form, newest verdict, hints, solution, earlier attempts. */
export function Answering({ exercise }: { exercise: Exercise }) {
  const { id, points } = exercise;
  const fields = useMemo(() => fieldsOf(exercise.answer, exercise.form), [id]);
  const [draft, setDraft] = useState<Draft>(() => keptDraft(id) ?? {});
  const [attempts, setAttempts] = useState<Attempt[]>([]);
  const [looked, setLooked] = useState<Look | null>(null);

  // After a reload the newest verdict and its answer are there again, unless another answer was begun. Earlier attempts are read anew with
  // each attempt that counts, since their findings may tell more by then, and whenever an instructor may have decided something.
  useEffect(() => {
    const isFirst = attempts.length === 0;
    void attemptsOn(id)
      .then((all) => {
        setAttempts(all);
        if (isFirst && fields && all[0] && !keptDraft(id)) setDraft(draftOf(all[0].answer, fields));
      })
      .catch(() => {});
  }, [id, exercise.standing?.attempts, decisions.value]);

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

  const isRight =
    exercise.standing?.status === 'correct' || attempts.some(({ verdict }) => verdict.status === 'correct');
  // A verdict that the host has left behind is an earlier attempt.
  const isOver = !isRight && attempts[0] !== undefined && isOutdated(attempts[0], looked);
  const newest = isOver ? undefined : attempts[0];
  const older = isOver ? attempts : attempts.slice(1);
  const gate = gateOf(exercise, examPhase.value);
  const takesAnswers = gate === 'open' && exercise.start !== 'due';
  return (
    <div class="answering">
      {gate !== 'open' && <ShutNote gate={gate} />}
      {gate === 'open' && <AttemptsLeft count={exercise.attemptsLeft} />}
      {gate === 'open' && <StartExercise exercise={exercise} />}
      {!takesAnswers ? null : fields ? (
        <AnswerForm id={id} fields={fields} draft={draft} onChange={change} onSubmit={submit} />
      ) : (
        <p>{words.exercise.noForm}</p>
      )}
      {exercise.watch && !isRight && takesAnswers && (
        <WatchLine id={id} looked={looked} isTold={newest !== undefined} onLook={setLooked} />
      )}
      <div class="verdict-place" aria-live="polite">
        {newest && <VerdictView key={newest.id} attempt={newest} points={points} />}
      </div>
      {newest && <Disagree key={newest.id} attempt={newest} onDisputed={disputed} />}
      {isRight && !isExam.value && <NextStep exercise={exercise} />}
      <Override exercise={exercise} />
      <Hints exercise={exercise} />
      <SolutionView exercise={exercise} />
      {older.length > 0 && <History attempts={older} fields={fields} points={points} onDisputed={disputed} />}
    </div>
  );
}

function AttemptsLeft({ count }: { count: number | null }) {
  return count === null ? null : <p class="attempts-left">{words.exercise.attemptsLeft(count)}</p>;
}
