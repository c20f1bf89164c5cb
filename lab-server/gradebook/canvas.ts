import { csv, partsOfName, pointsOf, titlesOf } from './cells.ts';
import type { GradeSheet } from './contract.ts';

/** Canvas takes a number in brackets at the end of a title for the id of one of its assignments. */
const NUMBER_AT_END = /\((\d+)\)$/;

/**
 * Grades as Canvas's gradebook imports them (lib/gradebook_importer.rb of instructure/canvas-lms): it wants these five columns in this order, then
 * one for each assignment, whose points possible stand in the second row. It finds a learner by ID, then SIS User ID, SIS Login ID, and name;
 * offers to make an assignment of a title that is new; and leaves the grade of an empty cell open.
 */
export function canvasOf({ exercises, learners }: GradeSheet): string {
  const titles = titlesOf(exercises).map((title) => title.replace(NUMBER_AT_END, '[$1]'));
  const rows = learners.map((learner) => [
    studentOf(learner),
    learner.platformId,
    learner.externalId,
    learner.login ?? learner.email,
    learner.section,
    ...learner.grades.map(pointsOf),
  ]);
  return csv(
    [
      ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...titles],
      ['    Points Possible', null, null, null, null, ...exercises.map(({ points }) => points)],
      ...rows,
    ],
    { bom: false },
  );
}

/** "Surname, Given", as Canvas sorts them. */
function studentOf(learner: GradeSheet['learners'][number]): string {
  const { given, family } = partsOfName(learner);
  return given === '' || learner.name.includes(',') ? learner.name : `${family}, ${given}`;
}
