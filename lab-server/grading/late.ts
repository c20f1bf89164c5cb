import type { GradingPolicy } from '../../protocol/class.ts';
import { toTenths } from '../../protocol/points.ts';

const DAY = 24 * 3600 * 1000;

/** Points that an answer loses because it came after the due date. It loses some for each day begun, and never more than it has. */
export function latePoints(points: number, at: string, policy: GradingPolicy | undefined): number {
  const late = lateBy(at, policy);
  if (late === 0 || policy?.late.kind !== 'deducted') return 0;
  const part = Math.min(1, (Math.ceil(late / DAY) * policy.late.percentPerDay) / 100);
  return toTenths(points * part);
}

/** ms by which a time is past the due date; 0 when the time is not past it. */
export function lateBy(at: string, policy: GradingPolicy | undefined): number {
  return policy?.due ? Math.max(0, Date.parse(at) - Date.parse(policy.due)) : 0;
}
