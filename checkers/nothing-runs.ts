import type { Finding, Verdict } from '../protocol/verdict.ts';
import type { FrameworkFacts } from './observe/container.ts';
import { evidenceOf } from './observe/containers.ts';
import { listed } from './words.ts';

/** The verdict for a question about running containers when none runs: no answer could be right. */
export const nothingRuns = (frameworks: readonly FrameworkFacts[]): Verdict => ({
  status: 'error',
  score: 0,
  findings: [
    {
      id: 'nothing-runs',
      tone: 'note',
      text: 'No container of any system is running on your lab host just now: start one again, or reset the host. This attempt does not count.',
      evidence: frameworks.map(evidenceOf),
    },
  ],
});

/** The finding that no running container has the names that were written, or that none was written. */
export function notRunning(written: readonly (readonly string[])[]): Finding {
  const names = written.filter(({ length }) => length > 0).map((words) => `“${words.join(' ')}”`);
  const text =
    names.length === 0
      ? 'No name of a container stands before it.'
      : `No container that runs is named ${listed(names)}.`;
  return { id: 'not-running', tone: 'wrong', text, evidence: [] };
}
