import * as api from '../../../protocol/api/desk-classes.ts';
import type { ClassDetail } from '../../../protocol/desk/class.ts';
import type { ClassDesk } from '../../classes/class-desk.ts';
import type { Shelf } from '../../course/shelf.ts';
import { pointsIn } from '../../grading/points.ts';
import type { Accounts } from '../../store/accounts.ts';
import type { Audit } from '../../store/audit.ts';
import type { Classes, KeptClass } from '../../store/classes.ts';
import type { Instructors, KeptInstructor } from '../../store/instructors.ts';
import { type Route, route } from '../route.ts';
import { unknown } from '../unknown.ts';
import { shownInstructor } from './desk-account.ts';

interface Parts {
  desk: ClassDesk;
  classes: Classes;
  instructors: Instructors;
  accounts: Accounts;
  courses: Shelf;
  audit: Audit;
}

/** Classes: making, setting, pausing and archiving them, and their audit trail. */
export function deskClassRoutes({ desk, classes, instructors, accounts, courses, audit }: Parts): Route[] {
  const detail = (group: KeptClass, instructor: KeptInstructor): ClassDetail => {
    const summary = classes.of(instructor.id).find(({ id }) => id === group.id);
    const { learners = 0, waiting = 0 } = summary ?? {};
    return {
      ...group,
      learners,
      waiting,
      chapters: [...courses.chaptersOf(group.course)],
      instructors: classes
        .instructorsOf(group.id)
        .flatMap((id) => instructors.find(id) ?? [])
        .map(shownInstructor(accounts)),
      exercises: [...courses.catalogOf(group.course).values()].map(
        ({ id, number, title, chapter, points, hints, isTask, form, answerSchema }) => ({
          id,
          number,
          title,
          chapter,
          points: pointsIn(group.settings, { id, points }),
          hints: hints.length,
          form,
          answer: answerSchema,
          isTask,
        }),
      ),
    };
  };
  return [
    route(api.list, ({ instructor }) => ({ classes: classes.of(instructor.id) })),
    route(api.begin, ({ instructor, body }) =>
      detail(desk.begin(body.name, instructor, body.course), instructor),
    ),
    route(api.read, ({ group, instructor }) => detail(group, instructor)),
    route(api.change, ({ group, body, instructor }) =>
      detail(desk.change(group, body, instructor), instructor),
    ),
    route(api.live, ({ group, body, instructor }) => desk.live(group, body, instructor)),
    route(api.setInstructor, ({ group, body, instructor }) => {
      const who = instructors.find(body.instructor);
      if (!who) throw unknown('unknown-instructor', body.instructor);
      desk.setInstructor(group, who, body.member, instructor);
      return detail(group, instructor);
    }),
    route(api.audit, ({ group, query }) => ({ entries: audit.page(group.id, query.before) })),
  ];
}
