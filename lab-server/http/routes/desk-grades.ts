import * as api from '../../../protocol/api/desk-grades.ts';
import type { Shelf } from '../../course/shelf.ts';
import { canvasOf } from '../../gradebook/canvas.ts';
import type { Gradebook, GradeSheet } from '../../gradebook/contract.ts';
import { moodleOf } from '../../gradebook/moodle.ts';
import { csvOf, jsonOf } from '../../gradebook/sheet.ts';
import type { ClassGrades } from '../../grading/class-grades.ts';
import type { Marks } from '../../grading/marks.ts';
import { reportOf } from '../../grading/report.ts';
import type { Reviewing } from '../../grading/reviewing.ts';
import type { Audit } from '../../store/audit.ts';
import type { Changes } from '../../store/changes.ts';
import type { KeptClass } from '../../store/classes.ts';
import type { Learners } from '../../store/learners.ts';
import { type Call, type Route, route } from '../route.ts';
import { unknown } from '../unknown.ts';
import { membersOf } from './desk-wall.ts';
import { exerciseIn } from './exercises.ts';

interface Parts {
  grades: ClassGrades;
  reviewing: Reviewing;
  /** Where grades can be sent now. */
  gradebooks(): readonly Gradebook[];
  marks: Marks;
  courses: Shelf;
  learners: Learners;
  audit: Audit;
  changes: Changes;
}

/** Grades as the program reads them that they are meant for. */
const TABLES = { spreadsheet: csvOf, canvas: canvasOf, moodle: moodleOf };

/** Grades: showing, changing, reviewing and exporting them. */
export function deskGradeRoutes(parts: Parts): Route[] {
  const { grades, reviewing, gradebooks, marks, courses, learners, audit, changes } = parts;
  const sheet = (group: KeptClass): GradeSheet => ({
    ...grades.of(group),
    class: { id: group.id, name: group.name },
    course: group.course,
    at: new Date().toISOString(),
  });
  const download = (
    { group, response }: Pick<Call<typeof api.csv>, 'group' | 'response'>,
    ending: string,
    type: string,
    text: string,
  ) => {
    response.set('Content-Disposition', `attachment; filename="grades-${group.id}.${ending}"`);
    response.type(type).send(text);
  };
  return [
    route(api.grades, ({ group }) => grades.of(group)),
    route(api.override, ({ group, learner, body, instructor }) => {
      const exercise = exerciseIn(courses.catalogOf(group.course), body.exercise);
      const grade = grades.override(group, learner, exercise, body, instructor);
      changes.emit('marks', learner.id);
      return grade;
    }),
    route(api.reviews, ({ group }) => ({ items: reviewing.queue(group) })),
    route(api.review, ({ group, params, body, instructor }) => {
      return reviewing.review(group, params.attempt, body, instructor);
    }),
    route(api.report, ({ group }) =>
      reportOf(group, membersOf(learners.of(group.id), 'all'), courses.catalogOf(group.course), marks),
    ),
    route(api.csv, (call) => {
      const { for: platform = 'spreadsheet' } = call.query;
      const ending = platform === 'spreadsheet' ? 'csv' : `${platform}.csv`;
      download(call, ending, 'text/csv', TABLES[platform](sheet(call.group)));
    }),
    route(api.json, (call) =>
      download(call, 'json', 'json', JSON.stringify(jsonOf(sheet(call.group)), null, 2)),
    ),
    route(api.gradebooks, () => ({ gradebooks: [...gradebooks()] })),
    route(api.send, async ({ group, params, instructor }) => {
      const gradebook = gradebooks().find(({ id }) => id === params.gradebook);
      if (!gradebook) throw unknown('unknown-gradebook', params.gradebook);
      const after = await gradebook.send(sheet(group));
      audit.add({ class: group.id, instructor: instructor.id, action: 'grades.send', after });
      return after;
    }),
  ];
}
