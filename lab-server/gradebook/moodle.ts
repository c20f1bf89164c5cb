import { forMoodle } from '../../protocol/desk/moodle.ts';
import { csv, partsOfName, pointsOf, titlesOf } from './cells.ts';
import type { GradeSheet } from './contract.ts';

/** Moodle's sign for no grade. An empty cell of a new grade item it keeps as 0. */
const NO_GRADE = '-';

/**
 * Grades as Moodle imports them (Grades, Import, CSV file): the columns by which its own export names a learner, then one for each exercise. The
 * teacher says there which column identifies learners. Those without it are left out; `forMoodle` says why.
 */
export function moodleOf({ exercises, learners }: GradeSheet): string {
  const rows = forMoodle(learners).learners.map((learner) => {
    const { given, family } = partsOfName(learner);
    const [first, last] = given === '' ? [family, ''] : [given, family];
    const ids = [learner.externalId, learner.email, learner.login];
    return [first, last, ...ids, ...learner.grades.map((grade) => pointsOf(grade) ?? NO_GRADE)];
  });
  const header = ['First name', 'Last name', 'ID number', 'Email address', 'Username'];
  return csv([[...header, ...titlesOf(exercises)], ...rows], { bom: false });
}
