import type { Attempt } from '../../../protocol/attempt.ts';
import type { Finding } from '../../../protocol/verdict.ts';
import { pointsOf, statusSign, statusWord } from '../../answer/words.ts';

const toneSign: Record<Finding['tone'], string> = { right: '✓', wrong: '✕', note: '→' };
const toneWord: Record<Finding['tone'], string> = { right: 'Right', wrong: 'Wrong', note: 'Note' };

/** What the checker says of one attempt. */
export function VerdictView({ attempt, points }: { attempt: Attempt; points: number }) {
  const { status, findings } = attempt.verdict;
  return (
    <div class="verdict" data-status={status}>
      <p class="verdict-head">
        <span class="verdict-sign" aria-hidden="true">
          {statusSign[status]}
        </span>
        <strong>{statusWord[status]}</strong>
        <span class="verdict-points">
          {attempt.counted ? pointsOf(attempt.points, points) : 'does not count as an attempt'}
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
        <span class="visually-hidden">{toneWord[finding.tone]}: </span>
        {finding.reveal ?? finding.text}
        {finding.evidence.length > 0 && (
          <details class="evidence">
            <summary>What was seen on your host</summary>
            {finding.evidence.map(({ command, seen }) => (
              <figure key={command}>
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
