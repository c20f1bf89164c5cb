import type { DisputeAnswer } from '../store/disputes.ts';

interface Points {
  before: number;
  now: number;
  possible: number;
}

/** What becomes of an open dispute when an instructor gives points without a word about it. Pure. */
export function outcomeOf({ before, now, possible }: Points): DisputeAnswer['state'] {
  if (now <= before) return 'rejected';
  return now < possible ? 'partly' : 'accepted';
}
