import { z } from 'zod';
import { ObserveError } from '../../../checkers/define.ts';
import { Attempt, AttemptRequest } from '../../../protocol/attempt.ts';
import { DisputeRequest } from '../../../protocol/dispute.ts';
import { Exercise, OpenedHints } from '../../../protocol/exercise.ts';
import { Solution } from '../../../protocol/solution.ts';
import { Watched } from '../../../protocol/watch.ts';
import type { CourseExercise } from '../../grading/catalog.ts';
import type { Marking } from '../../grading/marking.ts';
import type { Watching } from '../../grading/watching.ts';
import { valid } from '../body.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

/** As a query has it. */
const HintNumber = z.coerce.number().int().min(1).optional();

interface Parts {
  marking: Marking;
  watching: Watching;
  hosts: EnsuredHosts;
}

export function exerciseRoutes({ marking, watching, hosts }: Parts): Route[] {
  const named = (id?: string) => exerciseNamed(marking, id);
  return [
    learnerRoute(
      {
        method: 'get',
        path: '/api/exercises',
        summary: 'The exercises, with what an answer looks like and how you stand',
        success: {
          status: 200,
          description: 'In the order of the course.',
          schema: z.object({ exercises: z.array(Exercise) }),
        },
      },
      ({ learner }) => ({ exercises: marking.exercises(learner.id) }),
    ),
    learnerRoute(
      {
        method: 'get',
        path: '/api/exercises/{id}/attempts',
        summary: 'Your attempts at an exercise',
        description:
          'Evidence, and sentences that name the answer, come once `revealAfter` attempts have counted.',
        success: {
          status: 200,
          description: 'Newest first.',
          schema: z.object({ attempts: z.array(Attempt) }),
        },
        problems: ['unknown-exercise'],
      },
      ({ learner, params }) => ({ attempts: marking.attempts(learner.id, named(params.id)) }),
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/exercises/{id}/attempts',
        summary: 'Answer an exercise',
        description:
          'The checker looks at your lab host and judges the answer, which takes up to 30 s. `answer` follows the ' +
          'JSON Schema that GET /api/exercises gives for the exercise. The attempt is on disk before it is sent.',
        body: AttemptRequest,
        success: { status: 201, description: 'The attempt with its verdict.', schema: Attempt },
        problems: [
          'unknown-exercise',
          'host-not-ready',
          'exercise-closed',
          'exam-closed',
          'no-attempts-left',
          'too-late',
          'not-started',
          'not-on-this-host',
        ],
        limit: { perMinute: 60, per: 'learner', what: 'answers' },
      },
      async ({ learner, params, body }) => {
        const exercise = named(params.id);
        const answer = valid(exercise.check.answer, body.answer, '/answer');
        await hosts.awake(learner.id);
        return marking.submit(learner.id, exercise, answer);
      },
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/exercises/{id}/attempts/{attempt}/dispute',
        summary: 'Disagree with the verdict on an attempt of yours',
        description:
          'Once for each attempt. An instructor sees it; in self-study, where there is none, it is kept. ' +
          'The verdict stays as it is.',
        body: DisputeRequest,
        success: { status: 201, description: 'The attempt with what you said of it.', schema: Attempt },
        problems: ['unknown-exercise', 'unknown-attempt', 'disputed-already', 'not-in-exam'],
        limit: { perMinute: 10, per: 'learner', what: 'disputes' },
      },
      ({ learner, params, body }) => {
        const { attempt = '' } = params;
        const id = /^\d{1,15}$/.test(attempt) ? Number(attempt) : 0;
        const disputed = marking.dispute(learner.id, named(params.id), id, body.reason);
        if (disputed) return disputed;
        const way = `GET /api/exercises/${params.id}/attempts lists those you have`;
        throw new HttpProblem('unknown-attempt', `None has the number ${attempt}; ${way}.`);
      },
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/exercises/{id}/watch',
        summary: 'Say that a page shows an exercise just now',
        description:
          'For those with `watch`. For 15 s the lab server looks at your lab host whenever something changes there, and once in a while, as ' +
          'though `{}` were answered. When that is correct the attempt is kept, and comes as an event `attempt`; any other look counts ' +
          'for nothing. A host that is parked stays so.',
        success: { status: 200, description: 'What the last look saw.', schema: Watched },
        problems: ['unknown-exercise', 'not-watched'],
        limit: { perMinute: 120, per: 'learner', what: 'calls of this kind' },
      },
      ({ learner, params }) => {
        const exercise = named(params.id);
        if (exercise.watch) return { looked: watching.watch(learner.id, exercise) };
        throw new HttpProblem('not-watched', `Answer it: POST /api/exercises/${exercise.id}/attempts.`);
      },
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/exercises/{id}/hints',
        summary: 'Open the next hint',
        description:
          'Each takes `hints.cost` points from the attempts after it; what was earned before stays. ' +
          'With `number`, nothing is opened unless that is the next.',
        query: {
          number: { schema: z.int().min(1), description: 'The hint that is meant, counted from 1.' },
        },
        success: { status: 200, description: 'All hints open by now.', schema: OpenedHints },
        problems: ['unknown-exercise', 'invalid-fields', 'exercise-closed', 'not-in-exam'],
        limit: { perMinute: 60, per: 'learner', what: 'hints' },
      },
      ({ learner, params, request }) => {
        const number = valid(HintNumber, request.query.number, '/number');
        return marking.openHint(learner.id, named(params.id), number);
      },
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/exercises/{id}/start',
        summary: 'Make the beginning of an exercise that has one of its own',
        description:
          'Changes your lab host, as the exercise says; what you have done there stays otherwise. A reset makes the host as it was.',
        success: { status: 204, description: 'The host is prepared.' },
        problems: ['unknown-exercise', 'no-start', 'host-not-ready', 'exercise-closed'],
        limit: { perMinute: 10, per: 'learner', what: 'beginnings' },
      },
      async ({ learner, params }) => {
        const exercise = named(params.id);
        if (!exercise.hasStart) {
          throw new HttpProblem('no-start', `“${exercise.title}” begins with your lab host as it is.`);
        }
        await hosts.awake(learner.id);
        await marking
          .start(learner.id, exercise, () => hosts.start(learner.id, exercise.id))
          .catch((error: unknown) => {
            if (!(error instanceof ObserveError)) throw error;
            throw new HttpProblem('host-not-ready', `${error.message} Reset your lab host and try again.`);
          });
      },
    ),
    learnerRoute(
      {
        method: 'get',
        path: '/api/exercises/{id}/solution',
        summary: 'How the answer is found',
        description: 'As soon as `solution.open` of the exercise says so.',
        success: { status: 200, description: 'Its steps.', schema: Solution },
        problems: ['unknown-exercise', 'solution-kept'],
      },
      ({ learner, params }) => {
        const exercise = named(params.id);
        const solution = marking.solution(learner.id, exercise);
        if (solution) return solution;
        throw new HttpProblem('solution-kept', whenShown(exercise));
      },
    ),
  ];
}

/** @throws HttpProblem 404 */
export function exerciseNamed(marking: Pick<Marking, 'find'>, id = ''): CourseExercise {
  const exercise = marking.find(id);
  if (exercise) return exercise;
  throw new HttpProblem('unknown-exercise', `No exercise is called ${id}; GET /api/exercises lists them.`);
}

function whenShown({ solution, revealAfter }: CourseExercise): string {
  if (solution === 'never') return 'This exercise has none to show.';
  const attempts = `${revealAfter} ${revealAfter === 1 ? 'attempt' : 'attempts'}`;
  return solution === 'after-correct'
    ? 'It is shown once your answer is right.'
    : `It is shown after ${attempts}, or once your answer is right.`;
}
