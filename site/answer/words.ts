import type { VerdictStatus } from '../../protocol/verdict.ts';

/** What a verdict is called on the page. */
export const statusWord: Record<VerdictStatus, string> = {
  correct: 'Correct',
  partial: 'Partly right',
  incorrect: 'Not yet',
  'needs-review': 'Kept for review',
  error: 'Could not look',
};

/** A sign for each verdict, beside its word, so that colour is never the only one. */
export const statusSign: Record<VerdictStatus, string> = {
  correct: '✓',
  partial: '◐',
  incorrect: '✕',
  'needs-review': '?',
  error: '!',
};

export function pointsOf(earned: number, possible: number): string {
  return `${earned} of ${possible === 1 ? '1 point' : `${possible} points`}`;
}
