import { z } from 'zod';
import { Attempt, AttemptRequest } from '../../../protocol/attempt.ts';
import { DisputeRequest } from '../../../protocol/dispute.ts';
import { Exercise, OpenedHints } from '../../../protocol/exercise.ts';
import { Solution } from '../../../protocol/solution.ts';
import type { CourseExercise } from '../../grading/catalog.ts';
import type { Marking } from '../../grading/marking.ts';
import { valid } from '../body.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

/** As a query has it. */
const HintNumber = z.coerce.number().int().min(1).optional();

interface Parts {
  marking: Marking;
  hosts: EnsuredHosts;
}

export function exerciseRoutes({ marking, hosts }: Parts): Route[] {
  const named = (id = ''): CourseExercise => {
    const exercise = marking.find(id);
    if (exercise) return exercise;
    throw new HttpProblem('unknown-exercise', `No exercise is called ${id}; GET /api/exercises lists them.`);
  };
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
        problems: ['unknown-exercise', 'host-not-ready'],
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
        problems: ['unknown-exercise', 'unknown-attempt', 'disputed-already'],
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
        path: '/api/exercises/{id}/hints',
        summary: 'Open the next hint',
        description:
          'Each takes `hints.cost` points from the attempts after it; what was earned before stays. ' +
          'With `number`, nothing is opened unless that is the next.',
        query: {
          number: { schema: z.int().min(1), description: 'The hint that is meant, counted from 1.' },
        },
        success: { status: 200, description: 'All hints open by now.', schema: OpenedHints },
        problems: ['unknown-exercise', 'invalid-fields'],
        limit: { perMinute: 60, per: 'learner', what: 'hints' },
      },
      ({ learner, params, request }) => {
        const number = valid(HintNumber, request.query.number, '/number');
        return marking.openHint(learner.id, named(params.id), number);
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

function whenShown({ solution, revealAfter }: CourseExercise): string {
  if (solution === 'never') return 'This exercise has none to show.';
  const attempts = `${revealAfter} ${revealAfter === 1 ? 'attempt' : 'attempts'}`;
  return solution === 'after-correct'
    ? 'It is shown once your answer is right.'
    : `It is shown after ${attempts}, or once your answer is right.`;
}
