import type { Attempt } from '../../protocol/attempt.ts';
import type { Look } from '../../protocol/watch.ts';

/** Whether the host has changed since the attempt, so that its findings are not so any more: a later look has seen something else. */
export function isOutdated({ at, verdict, held }: Attempt, look: Look | null): boolean {
  if (!look || held || look.status === 'error' || Date.parse(look.at) <= Date.parse(at)) return false;
  return said(verdict.findings) !== said(look.findings);
}

const said = (findings: Look['findings']): string =>
  findings.map(({ id, tone, text }) => `${id} ${tone} ${text}`).join('\n');
