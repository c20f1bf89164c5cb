import { csv, pointsOf, titlesOf, totalOf } from './cells.ts';
import type { GradeSheet } from './contract.ts';

/**
 * Grades for a spreadsheet. Columns: name, number, email, login, section, points, possible, then for each exercise its points, status and
 * attempts under its title. What was not tried has no points.
 */
export function csvOf({ exercises, learners }: GradeSheet): string {
  const header = [
    'name',
    'number',
    'email',
    'login',
    'section',
    'points',
    'possible',
    ...titlesOf(exercises).flatMap((title) => [`${title}: points`, `${title}: status`, `${title}: attempts`]),
  ];
  const rows = learners.map((learner) => [
    learner.name,
    learner.externalId,
    learner.email,
    learner.login,
    learner.section,
    totalOf(learner),
    learner.possible,
    ...learner.grades.flatMap((grade) => [pointsOf(grade), grade.status ?? 'not tried', grade.attempts]),
  ]);
  return csv([header, ...rows], { bom: true });
}

/** The same with every field of each grade, in a stable shape. `version` grows when the shape changes. Points are null where nothing was tried. */
export function jsonOf({ class: group, course, at, exercises, learners }: GradeSheet): object {
  return {
    format: 'vethlab-grades',
    version: 2,
    exportedAt: at,
    class: group,
    course,
    exercises,
    learners: learners.map((learner) => ({
      ...learner,
      earned: totalOf(learner),
      grades: learner.grades.map((grade) => ({ ...grade, points: pointsOf(grade) })),
    })),
  };
}
