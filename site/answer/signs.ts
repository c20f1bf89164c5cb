import type { Finding, VerdictStatus } from '../../protocol/verdict.ts';

/** A sign for each verdict, beside its word, so that colour is never the only one. */
export const statusSign: Record<VerdictStatus, string> = {
  correct: '✓',
  partial: '◐',
  incorrect: '✕',
  'needs-review': '?',
  error: '!',
};

/** For an answer whose verdict is held back. */
export const heldSign = '■';

/** The same for what a finding says. */
export const toneSign: Record<Finding['tone'], string> = { right: '✓', wrong: '✕', note: '→' };
