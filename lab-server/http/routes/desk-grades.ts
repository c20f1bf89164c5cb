import { z } from 'zod';
import {
  DeskAttempt,
  Grade,
  GradebookInfo,
  GradebookReport,
  Grades,
  OverrideRequest,
  Report,
  ReviewItem,
  ReviewRequest,
} from '../../../protocol/desk/grades.ts';
import type { Gradebook, GradeSheet } from '../../gradebook/contract.ts';
import { csvOf, jsonOf } from '../../gradebook/sheet.ts';
import type { Catalog } from '../../grading/catalog.ts';
import type { ClassGrades } from '../../grading/class-grades.ts';
import type { Marking } from '../../grading/marking.ts';
import type { Marks } from '../../grading/marks.ts';
import { reportOf } from '../../grading/report.ts';
import type { Reviewing } from '../../grading/reviewing.ts';
import type { Audit } from '../../store/audit.ts';
import type { KeptClass } from '../../store/classes.ts';
import type { Learners } from '../../store/learners.ts';
import { HttpProblem } from '../problem.ts';
import { type ClassCall, classRoute, instructorRoute, memberRoute, type Route } from '../route.ts';
import { membersOf } from './desk-wall.ts';
import { exerciseNamed } from './exercises.ts';

interface Parts {
  grades: ClassGrades;
  reviewing: Reviewing;
  gradebooks: readonly Gradebook[];
  marking: Marking;
  marks: Marks;
  catalog: Catalog;
  learners: Learners;
  audit: Audit;
  /** Called with whose grades are not as they were. */
  onChange(learner: string): void;
}

/** Grades: seen, changed, reviewed, and how they leave. */
export function deskGradeRoutes(parts: Parts): Route[] {
  const { grades, reviewing, gradebooks, marking, marks, catalog, learners, audit, onChange } = parts;
  const sheet = (group: KeptClass): GradeSheet => ({
    ...grades.of(group),
    class: { id: group.id, name: group.name },
    at: new Date().toISOString(),
  });
  const download = ({ group, response }: ClassCall<unknown>, ending: string, type: string, text: string) => {
    response.set('Content-Disposition', `attachment; filename="grades-${group.id}.${ending}"`);
    response.type(type).send(text);
  };
  return [
    classRoute(
      {
        method: 'get',
        path: '/grades',
        summary: 'The grades of a class',
        success: { status: 200, description: 'Of those who take part, by name.', schema: Grades },
      },
      ({ group }) => grades.of(group),
    ),
    memberRoute(
      {
        method: 'post',
        path: '/grades',
        summary: 'Give points instead of what the attempts earned, or take that back',
        body: OverrideRequest,
        success: { status: 200, description: 'The grade as it is now.', schema: Grade },
        problems: ['unknown-exercise'],
      },
      ({ group, learner, body, instructor }) => {
        const exercise = exerciseNamed(marking, body.exercise);
        const grade = grades.override(group, learner, exercise, body, instructor);
        onChange(learner.id);
        return grade;
      },
    ),
    classRoute(
      {
        method: 'get',
        path: '/reviews',
        summary: 'What waits for an instructor: answers kept for review, and open disputes',
        success: {
          status: 200,
          description: 'Oldest first.',
          schema: z.object({ items: z.array(ReviewItem) }),
        },
      },
      ({ group }) => ({ items: reviewing.queue(group) }),
    ),
    classRoute(
      {
        method: 'post',
        path: '/attempts/{attempt}/review',
        summary: 'Give points for an attempt, or answer a dispute',
        body: ReviewRequest,
        success: { status: 200, description: 'The attempt as it is now.', schema: DeskAttempt },
        problems: ['unknown-attempt'],
      },
      ({ group, params, body, instructor }) => {
        const { attempt = '' } = params;
        return reviewing.review(group, /^\d{1,15}$/.test(attempt) ? Number(attempt) : 0, body, instructor);
      },
    ),
    classRoute(
      {
        method: 'get',
        path: '/report',
        summary: 'How the class stands as a whole',
        success: { status: 200, description: 'Distributions for each exercise.', schema: Report },
      },
      ({ group }) => reportOf(group, membersOf(learners.of(group.id), 'all'), catalog, marks),
    ),
    classRoute(
      {
        method: 'get',
        path: '/export.csv',
        summary: 'The grades as CSV',
        description:
          'UTF-8 with a byte order mark, commas, CRLF. Columns: name, number, points, possible, then of each exercise points, status, attempts.',
        success: { status: 200, description: 'The file.', mediaType: 'text/csv' },
      },
      (call) => download(call, 'csv', 'text/csv', csvOf(sheet(call.group))),
    ),
    classRoute(
      {
        method: 'get',
        path: '/export.json',
        summary: 'The grades as JSON',
        description: '`version` grows when its shape changes.',
        success: { status: 200, description: 'The file.', mediaType: 'application/json' },
      },
      (call) => download(call, 'json', 'json', JSON.stringify(jsonOf(sheet(call.group)), null, 2)),
    ),
    instructorRoute(
      {
        method: 'get',
        path: '/api/desk/gradebooks',
        summary: 'Where grades can be sent',
        success: {
          status: 200,
          description: 'All there are.',
          schema: z.object({ gradebooks: z.array(GradebookInfo) }),
        },
      },
      () => ({ gradebooks }),
    ),
    classRoute(
      {
        method: 'post',
        path: '/gradebook/{gradebook}',
        summary: 'Send the grades of a class',
        success: { status: 200, description: 'What came of it.', schema: GradebookReport },
        problems: ['unknown-gradebook'],
      },
      async ({ group, params, instructor }) => {
        const gradebook = gradebooks.find(({ id }) => id === params.gradebook);
        if (!gradebook) throw new HttpProblem('unknown-gradebook', 'GET /api/desk/gradebooks lists them.');
        const after = await gradebook.send(sheet(group));
        audit.add({ class: group.id, instructor: instructor.id, action: 'grades.send', after });
        return after;
      },
    ),
  ];
}
