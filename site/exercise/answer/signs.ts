import type { Finding, VerdictStatus } from '../../../protocol/verdict.ts';

/** A sign for each verdict, beside its word, so that colour is never the only difference. */
export const statusSign: Record<VerdictStatus, string> = {
  correct: '✓',
  partial: '◐',
  incorrect: '✕',
  'needs-review': '?',
  error: '!',
};

/** The sign of an answer whose verdict is held back. */
export const heldSign = '■';

/** The same for the tone of a finding. */
export const toneSign: Record<Finding['tone'], string> = { right: '✓', wrong: '✕', note: '→' };
