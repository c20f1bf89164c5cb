import * as api from '../../../protocol/api/desk-resets.ts';
import type { Errands } from '../../classes/errands.ts';
import type { Resetting } from '../../classes/resetting.ts';
import type { CourseExercise } from '../../course/catalog.ts';
import type { Shelf } from '../../course/shelf.ts';
import type { Learners } from '../../store/learners.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { membersOf } from './desk-wall.ts';
import { exerciseIn } from './exercises.ts';

interface Parts {
  resetting: Resetting;
  errands: Errands;
  learners: Learners;
  courses: Shelf;
}

/** Beginning anew, going to a checkpoint, and checking again: for one learner, several, or all. */
export function deskResetRoutes({ resetting, errands, learners, courses }: Parts): Route[] {
  return [
    route(api.reset, ({ group, body, instructor }) => {
      const { learners: ids, ...request } = body;
      for (const id of request.exercises ?? []) exerciseIn(courses.catalogOf(group.course), id);
      return resetting.reset(group, membersOf(learners.of(group.id), ids), request, instructor);
    }),
    route(api.undo, ({ group, params, instructor }) => {
      return resetting.undo(group, params.reset, instructor);
    }),
    route(api.checkpoint, ({ group, body, instructor }) => {
      const catalog = courses.catalogOf(group.course);
      const last = exerciseIn(catalog, body.exercise);
      const tasks = [...catalog.values()].filter(({ isTask, number }) => isTask && number <= last.number);
      return errands.checkpoint(group, membersOf(learners.of(group.id), body.learners), tasks, instructor);
    }),
    route(api.recheck, ({ group, body, instructor }) => {
      const catalog = courses.catalogOf(group.course);
      const exercises: CourseExercise[] =
        body.exercises === 'all'
          ? [...catalog.values()]
          : body.exercises.map((id) => exerciseIn(catalog, id));
      if (exercises.length === 0) throw new HttpProblem('unknown-exercise', 'The course has no exercises.');
      return errands.recheck(group, membersOf(learners.of(group.id), body.learners), exercises, instructor);
    }),
  ];
}
