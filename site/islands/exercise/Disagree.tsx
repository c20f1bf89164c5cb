import { useEffect, useRef, useState } from 'preact/hooks';
import type { Attempt } from '../../../protocol/attempt.ts';
import { MOST_REASON } from '../../../protocol/dispute.ts';
import { disputeAttempt } from '../../state/exercises.ts';
import { me } from '../../state/learner.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { dayAndTime } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { ProblemNote } from '../ProblemNote.tsx';

interface Props {
  attempt: Attempt;
  onDisputed: (attempt: Attempt) => void;
}

/** What the learner said against a verdict, or the way to say it where there is something to disagree with. */
export function Disagree({ attempt, onDisputed }: Props) {
  const { id, dispute, counted, verdict, held } = attempt;
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const { disagree } = words.exercise;
  const said = useRef<HTMLDivElement>(null);
  const sent = useRef(false);
  // The form goes when it was sent, and the place in the page should not.
  useEffect(() => {
    if (dispute && sent.current) said.current?.focus();
  }, [dispute]);
  if (dispute) {
    return (
      <div ref={said} class="disputed" role="status" tabIndex={-1}>
        <p>
          {disagree.said(dayAndTime(dispute.at))} <strong>{disagree.state[dispute.state]}</strong>
        </p>
        <blockquote>{dispute.reason}</blockquote>
        {dispute.answer && (
          <>
            <p>{disagree.answered(dispute.answer.by, dayAndTime(dispute.answer.at))}</p>
            <blockquote>{dispute.answer.comment}</blockquote>
          </>
        )}
      </div>
    );
  }
  if (!counted || held || verdict.status === 'correct') return null;
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy || reason.trim() === '') return;
    setBusy(true);
    setProblem(undefined);
    try {
      const disputed = await disputeAttempt(attempt, reason);
      sent.current = true;
      onDisputed(disputed);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <details class="disagree">
      <summary>{disagree.open}</summary>
      <form onSubmit={send}>
        <p id={`disagree-${id}-note`}>{me.value?.selfStudy ? disagree.selfStudy : disagree.instructor}</p>
        <div class="field">
          <label for={`disagree-${id}`}>{disagree.reason}</label>
          <textarea
            id={`disagree-${id}`}
            class="input"
            rows={3}
            required
            maxLength={MOST_REASON}
            value={reason}
            aria-describedby={`disagree-${id}-note`}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <span class="count">{words.exercise.characters(reason.length, MOST_REASON)}</span>
        </div>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" class="button small" aria-disabled={busy}>
          {disagree.send}
        </button>
      </form>
    </details>
  );
}
