import type { Finding } from '../../protocol/verdict.ts';
import { Named } from '../ui/Named.tsx';
import { words } from '../words/now.ts';
import { toneSign } from './answer/signs.ts';

interface Props {
  findings: Finding[];
  /** The heading above the evidence. */
  seen?: string;
}

/** The checker's findings, sentence by sentence. */
export function Findings({ findings, seen = words.exercise.evidence }: Props) {
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <FindingView key={finding.id} finding={finding} seen={seen} />
      ))}
    </ul>
  );
}

function FindingView({ finding, seen: heading }: { finding: Finding; seen: string }) {
  return (
    <li class="finding" data-tone={finding.tone}>
      <span class="tone" aria-hidden="true">
        {toneSign[finding.tone]}
      </span>
      <div>
        <span class="visually-hidden">{words.exercise.tone[finding.tone]}: </span>
        <span lang="en">
          <Named text={finding.reveal ?? finding.text} />
        </span>
        {finding.evidence.length > 0 && (
          <details class="evidence">
            <summary>{heading}</summary>
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
