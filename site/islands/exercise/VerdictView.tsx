import type { Attempt } from '../../../protocol/attempt.ts';
import type { Finding } from '../../../protocol/verdict.ts';
import { statusSign, toneSign } from '../../answer/signs.ts';
import { words } from '../../words/now.ts';

/** What the checker says of one attempt. */
export function VerdictView({ attempt, points }: { attempt: Attempt; points: number }) {
  const { status, findings } = attempt.verdict;
  return (
    <div class="verdict" data-status={status}>
      <p class="verdict-head">
        <span class="verdict-sign" aria-hidden="true">
          {statusSign[status]}
        </span>
        <strong>{words.exercise.status[status]}</strong>
        <span class="verdict-points">
          {attempt.counted ? words.exercise.pointsOf(attempt.points, points) : words.exercise.notCounted}
        </span>
      </p>
      <ul class="findings">
        {findings.map((finding) => (
          <FindingView key={finding.id} finding={finding} />
        ))}
      </ul>
    </div>
  );
}

function FindingView({ finding }: { finding: Finding }) {
  return (
    <li class="finding" data-tone={finding.tone}>
      <span class="tone" aria-hidden="true">
        {toneSign[finding.tone]}
      </span>
      <div>
        <span class="visually-hidden">{words.exercise.tone[finding.tone]}: </span>
        <span lang="en">{finding.reveal ?? finding.text}</span>
        {finding.evidence.length > 0 && (
          <details class="evidence">
            <summary>{words.exercise.evidence}</summary>
            {finding.evidence.map(({ command, seen }) => (
              <figure key={command} lang="en">
                <figcaption>
                  <code>{command}</code>
                </figcaption>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keys */}
                <pre tabIndex={0}>{seen}</pre>
              </figure>
            ))}
          </details>
        )}
      </div>
    </li>
  );
}
