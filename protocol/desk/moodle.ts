import type { SchoolRecord } from './roster.ts';

/** The ways in which Moodle's import of grades finds a learner, the surest first. */
export const MOODLE_KEYS = ['externalId', 'email', 'login'] as const;
export type MoodleKey = (typeof MOODLE_KEYS)[number];

interface ForMoodle<L> {
  /** What all learners of the file have, and which the teacher names in Moodle. */
  key: MoodleKey;
  learners: L[];
  /**
   * The learners without it. Moodle takes no file with somebody whom it does not find, and gives a line without a key to the learner above it
   * (grade/import/csv/classes/load_data.php), so they are left out.
   */
  without: L[];
}

/** Which of Moodle's keys most learners have, and who has it. */
export function forMoodle<L extends SchoolRecord>(learners: readonly L[]): ForMoodle<L> {
  const counts = MOODLE_KEYS.map((key) => ({ key, count: learners.filter((one) => one[key]).length }));
  const { key } = counts.reduce((a, b) => (b.count > a.count ? b : a));
  return {
    key,
    learners: learners.filter((one) => one[key]),
    without: learners.filter((one) => !one[key]),
  };
}
