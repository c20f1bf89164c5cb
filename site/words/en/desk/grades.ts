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
  platforms: 'For Canvas, Moodle',
  platform: { canvas: 'Canvas', moodle: 'Moodle' },
  csvFor: (platform: string) => `CSV for ${platform}`,
  canvasText:
    'In Canvas: Grades, Import, then this file. Titles that are new there become assignments when you say so. What was not tried stays open.',
  canvasByName: (names: string) => `Canvas knows these by their name only: ${names}.`,
  moodleText: (key: string) =>
    `In Moodle: Grades, Import, CSV file. Identify users by ${key}, and map each exercise to its grade item. What was not tried has “-”, which Moodle reads as no grade.`,
  moodleKeys: { externalId: '“ID number”', email: '“Email address”', login: '“Username”' },
  moodleNobody:
    'Moodle would find nobody: the roster has no number, e-mail or login of anyone. Bring in a list from Moodle first; it completes the learners who are there.',
  moodleWithout: (what: string, names: string) =>
    `Not in the file, as the roster has nothing under “${what}” for them: ${names}.`,
  recheck: 'Check again',
  recheckAll: 'Check all again',
  recheckColumn: (exercise: number) => `Check all answers to question ${exercise} again`,
  cell: (name: string, exercise: number) => `${name}, question ${exercise}`,
  /** Titles of those that are ours, by id; others have the lab server's. */
  gradebooks: { folder: 'dated files in the data folder', lms: 'the LMS' } as Record<string, string>,
  sendTo: (gradebook: string) => `Send to ${gradebook}`,
  sendText: (gradebook: string) =>
    `The grades as they are now go to ${gradebook}. What was sent before is replaced.`,
  sendNow: 'Send now',
  sentTo: (count: number, where: string) => `${counted(count, 'grade', 'grades')} sent to ${where}.`,
} as const;
