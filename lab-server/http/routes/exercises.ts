import { ObserveError } from '../../../checkers/define.ts';
import * as api from '../../../protocol/api/exercises.ts';
import { pathOf } from '../../../protocol/api/path.ts';
import type { Catalog, CourseExercise } from '../../course/catalog.ts';
import type { Shelf } from '../../course/shelf.ts';
import type { Marking } from '../../grading/marking.ts';
import type { Watching } from '../../grading/watching.ts';
import type { Changes } from '../../store/changes.ts';
import type { Learner } from '../../store/learners.ts';
import { valid } from '../body.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { unknown } from '../unknown.ts';

interface Parts {
  courses: Shelf;
  marking: Marking;
  watching: Watching;
  changes: Changes;
  hosts: EnsuredHosts;
}

export function exerciseRoutes({ courses, marking, watching, changes, hosts }: Parts): Route[] {
  const named = ({ course }: Learner, id: string) => exerciseIn(courses.catalogOf(course), id);
  return [
    route(api.list, ({ learner }) => ({ exercises: marking.exercises(learner.id) })),
    route(api.attempts, ({ learner, params }) => ({
      attempts: marking.attempts(learner.id, named(learner, params.id)),
    })),
    route(api.answer, async ({ learner, params, body }) => {
      const exercise = named(learner, params.id);
      const answer = valid(exercise.check.answer, body.answer, '/answer');
      await hosts.awake(learner.id);
      return marking.submit(learner.id, exercise, answer);
    }),
    route(api.dispute, ({ learner, params, body }) => {
      const { id, attempt } = params;
      const disputed = marking.dispute(learner.id, named(learner, id), attempt, body.reason);
      if (disputed) return disputed;
      const way = `GET ${pathOf(api.attempts, { params: { id } })} lists those you have`;
      throw new HttpProblem('unknown-attempt', `None has the number ${attempt}; ${way}.`);
    }),
    route(api.watch, ({ learner, params }) => {
      const exercise = named(learner, params.id);
      if (exercise.watch) return { looked: watching.watch(learner.id, exercise) };
      const way = pathOf(api.answer, { params });
      throw new HttpProblem('not-watched', `Answer it: POST ${way}.`);
    }),
    route(api.here, ({ learner, params }) => {
      changes.emit('here', learner.id, named(learner, params.id).id);
    }),
    route(api.openHint, ({ learner, params, query }) =>
      marking.openHint(learner.id, named(learner, params.id), query.number),
    ),
    route(api.start, async ({ learner, params }) => {
      const exercise = named(learner, params.id);
      if (!exercise.hasStart) {
        throw new HttpProblem('no-start', `“${exercise.title}” begins with your lab host as it is.`);
      }
      await hosts.awake(learner.id);
      await marking
        .start(learner.id, exercise, () => hosts.start(learner, exercise.id))
        .catch((error: unknown) => {
          if (!(error instanceof ObserveError)) throw error;
          throw new HttpProblem('host-not-ready', `${error.message} Reset your lab host and try again.`);
        });
    }),
    route(api.solution, ({ learner, params }) => {
      const exercise = named(learner, params.id);
      const solution = marking.solution(learner.id, exercise);
      if (solution) return solution;
      throw new HttpProblem('solution-kept', whenShown(exercise));
    }),
  ];
}

/** @throws HttpProblem 404 */
export function exerciseIn(catalog: Catalog, id: string): CourseExercise {
  const exercise = catalog.get(id);
  if (exercise) return exercise;
  throw unknown('unknown-exercise', id);
}

function whenShown({ solution, revealAfter }: CourseExercise): string {
  if (solution === 'never') return 'This exercise has none to show.';
  const attempts = `${revealAfter} ${revealAfter === 1 ? 'attempt' : 'attempts'}`;
  return solution === 'after-correct'
    ? 'It is shown once your answer is right.'
    : `It is shown after ${attempts}, or once your answer is right.`;
}
