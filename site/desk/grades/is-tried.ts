import type { Grade } from '../../../protocol/desk/grades.ts';

/** Whether there is anything to count: an attempt, or points that an instructor gave. */
export const isTried = ({ status, override }: Pick<Grade, 'status' | 'override'>): boolean =>
  status !== null || override !== null;
