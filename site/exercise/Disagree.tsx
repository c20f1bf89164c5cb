import { useEffect, useRef, useState } from 'preact/hooks';
import type { Attempt } from '../../protocol/attempt.ts';
import { MOST_REASON } from '../../protocol/dispute.ts';
import { me } from '../learner/state.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { dayAndTime } from '../words/format.ts';
import { words } from '../words/now.ts';
import { disputeAttempt } from './state.ts';

interface Props {
  attempt: Attempt;
  onDisputed: (attempt: Attempt) => void;
}

/** The learner's dispute of a verdict, or a form for one when there is something to disagree with. */
export function Disagree({ attempt, onDisputed }: Props) {
  const { id, dispute, counted, verdict, held } = attempt;
  const [reason, setReason] = useState('');
  const { busy, problem, act } = useAct();
  const { disagree } = words.exercise;
  const said = useRef<HTMLDivElement>(null);
  const sent = useRef(false);
  // The form goes when it was sent, but the reader's place in the page must stay.
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
    if (reason.trim() === '') return;
    await act(async () => {
      const disputed = await disputeAttempt(attempt, reason);
      sent.current = true;
      onDisputed(disputed);
    });
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
