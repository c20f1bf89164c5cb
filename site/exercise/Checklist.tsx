import type { Finding } from '../../protocol/verdict.ts';
import { Named } from '../ui/Named.tsx';
import { words } from '../words/now.ts';

/** Each shape stands for a word that is read aloud before the text. */
const SIGNS: Record<Finding['tone'], string> = { right: '✓', wrong: '○', note: '→' };

/** The parts of a lab as the last look saw them: those that are there, and those that are not yet. */
export function Checklist({ findings }: { findings: Finding[] }) {
  return (
    <ul class="findings checklist" aria-label={words.exercise.watch.parts}>
      {unlike(findings).map(({ id, tone, text, reveal }) => (
        <li key={id} class="finding" data-tone={tone}>
          <span class="tone" aria-hidden="true">
            {SIGNS[tone]}
          </span>
          <div>
            <span class="visually-hidden">{words.exercise.watch[tone]}: </span>
            <span lang="en">
              <Named text={reveal ?? text} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Two checks of one part may say the same of it, such as that its namespace is missing. */
const unlike = (findings: Finding[]): Finding[] =>
  findings.filter(
    (one, at) => findings.findIndex(({ tone, text }) => tone === one.tone && text === one.text) === at,
  );
