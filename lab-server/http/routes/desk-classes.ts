import { z } from 'zod';
import {
  ClassChange,
  ClassDetail,
  ClassInstructorChange,
  ClassSummary,
  Live,
  LiveChange,
  NewClass,
} from '../../../protocol/desk/class.ts';
import { AuditEntry } from '../../../protocol/desk/grades.ts';
import type { ClassDesk } from '../../classes/class-desk.ts';
import type { Catalog } from '../../grading/catalog.ts';
import type { Audit } from '../../store/audit.ts';
import type { Classes, KeptClass } from '../../store/classes.ts';
import type { Instructors, KeptInstructor } from '../../store/instructors.ts';
import { valid } from '../body.ts';
import { HttpProblem } from '../problem.ts';
import { classRoute, instructorRoute, type Route } from '../route.ts';
import { shownInstructor } from './desk-account.ts';

interface Parts {
  desk: ClassDesk;
  classes: Classes;
  instructors: Instructors;
  catalog: Catalog;
  audit: Audit;
}

const Before = z.coerce.number().int().min(1).optional();

/** Classes: made, set, paused, archived; and their audit trail. */
export function deskClassRoutes({ desk, classes, instructors, catalog, audit }: Parts): Route[] {
  const detail = (group: KeptClass, instructor: KeptInstructor): ClassDetail => {
    const summary = classes.of(instructor.id).find(({ id }) => id === group.id);
    const { learners = 0, waiting = 0 } = summary ?? {};
    return {
      ...group,
      learners,
      waiting,
      instructors: classes
        .instructorsOf(group.id)
        .flatMap((id) => instructors.find(id) ?? [])
        .map(shownInstructor),
      exercises: [...catalog.values()].map(
        ({ id, number, title, chapter, points, hints, isTask, form, answerSchema }) => ({
          id,
          number,
          title,
          chapter,
          points: group.settings.grading.points[id] ?? points,
          hints: hints.length,
          form,
          answer: answerSchema,
          isTask,
        }),
      ),
    };
  };
  return [
    instructorRoute(
      {
        method: 'get',
        path: '/api/desk/classes',
        summary: 'Your classes',
        success: {
          status: 200,
          description: 'Newest first, archived ones too.',
          schema: z.object({ classes: z.array(ClassSummary) }),
        },
      },
      ({ instructor }) => ({ classes: classes.of(instructor.id) }),
    ),
    instructorRoute(
      {
        method: 'post',
        path: '/api/desk/classes',
        summary: 'Begin a class',
        body: NewClass,
        success: { status: 201, description: 'With its code.', schema: ClassDetail },
        limit: { perMinute: 20, per: 'instructor', what: 'new classes' },
      },
      ({ instructor, body }) => detail(desk.begin(body.name, instructor), instructor),
    ),
    classRoute(
      {
        method: 'get',
        path: '',
        summary: 'A class of yours',
        success: { status: 200, description: 'With its settings.', schema: ClassDetail },
      },
      ({ group, instructor }) => detail(group, instructor),
    ),
    classRoute(
      {
        method: 'post',
        path: '',
        summary: 'Name, code, settings or archiving of a class',
        description:
          'What is left out stays; settings come whole. An archived class takes nobody in, and keeps all it has.',
        body: ClassChange,
        success: { status: 200, description: 'As it is now.', schema: ClassDetail },
      },
      ({ group, body, instructor }) => detail(desk.change(group, body, instructor), instructor),
    ),
    classRoute(
      {
        method: 'post',
        path: '/live',
        summary: 'Pause all terminals, or set a timer',
        body: LiveChange,
        success: { status: 200, description: 'As it is now.', schema: Live },
        problems: ['class-archived'],
      },
      ({ group, body, instructor }) => desk.live(group, body, instructor),
    ),
    classRoute(
      {
        method: 'post',
        path: '/instructors',
        summary: 'Take an instructor into the class, or out of it',
        body: ClassInstructorChange,
        success: { status: 200, description: 'As it is now.', schema: ClassDetail },
        problems: ['unknown-instructor'],
      },
      ({ group, body, instructor }) => {
        const who = instructors.find(body.instructor);
        if (!who)
          throw new HttpProblem('unknown-instructor', 'GET /api/desk/instructors lists those there are.');
        desk.setInstructor(group, who, body.member, instructor);
        return detail(group, instructor);
      },
    ),
    classRoute(
      {
        method: 'get',
        path: '/audit',
        summary: 'What was changed, by whom and when',
        query: { before: { schema: z.int().min(1), description: 'Only entries older than this one.' } },
        success: {
          status: 200,
          description: 'Newest first, 100 at a time.',
          schema: z.object({ entries: z.array(AuditEntry) }),
        },
        problems: ['invalid-fields'],
      },
      ({ group, request }) => ({
        entries: audit.page(group.id, valid(Before, request.query.before, '/before')),
      }),
    ),
  ];
}
