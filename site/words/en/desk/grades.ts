import { counted } from '../../count.ts';

export const grades = {
  nobody: 'Nobody takes part yet.',
  legend: 'Signs beside grades',
  flags: {
    override: 'set by hand',
    late: 'late',
    review: 'to review',
    disputed: 'disputed',
  },
  total: 'Total',
  csv: 'CSV',
  json: 'JSON',
  recheck: 'Check again',
  recheckAll: 'Check all again',
  recheckColumn: (exercise: number) => `Check all answers to question ${exercise} again`,
  cell: (name: string, exercise: number) => `${name}, question ${exercise}`,
  /** Titles of those that are ours, by id; others have the lab server's. */
  gradebooks: { folder: 'dated files in the data folder' } as Record<string, string>,
  sendTo: (gradebook: string) => `Send to ${gradebook}`,
  sendText: (gradebook: string) =>
    `The grades as they are now go to ${gradebook}. What was sent before is replaced.`,
  sendNow: 'Send now',
  sentTo: (count: number, where: string) => `${counted(count, 'grade', 'grades')} sent to ${where}.`,
} as const;
