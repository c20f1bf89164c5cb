import { z } from 'zod';
import { Attempt, AttemptRequest } from '../attempt.ts';
import { DisputeRequest } from '../dispute.ts';
import { Exercise, OpenedHints } from '../exercise.ts';
import { Solution } from '../solution.ts';
import { Watched } from '../watch.ts';
import { contract } from './contract.ts';
import { anAttempt, anExercise, countFrom } from './params.ts';

export const list = contract({
  method: 'get',
  path: '/api/exercises',
  access: 'learner',
  summary: 'The exercises, with what an answer looks like and how you stand',
  answer: {
    status: 200,
    description: 'In the order of the course.',
    schema: z.object({ exercises: z.array(Exercise) }),
  },
});

export const attempts = contract({
  method: 'get',
  path: '/api/exercises/{id}/attempts',
  access: 'learner',
  summary: 'Your attempts at an exercise',
  description: 'Evidence, and sentences that name the answer, come once `revealAfter` attempts have counted.',
  params: { id: anExercise },
  answer: {
    status: 200,
    description: 'Newest first.',
    schema: z.object({ attempts: z.array(Attempt) }),
  },
  problems: ['unknown-exercise'],
});

export const answer = contract({
  method: 'post',
  path: '/api/exercises/{id}/attempts',
  access: 'learner',
  summary: 'Answer an exercise',
  description:
    'The checker looks at your lab host and judges the answer, which takes up to 30 s. `answer` follows the ' +
    'JSON Schema that GET /api/exercises gives for the exercise. The attempt is on disk before it is sent.',
  params: { id: anExercise },
  body: AttemptRequest,
  answer: { status: 201, description: 'The attempt with its verdict.', schema: Attempt },
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
});

export const dispute = contract({
  method: 'post',
  path: '/api/exercises/{id}/attempts/{attempt}/dispute',
  access: 'learner',
  summary: 'Disagree with the verdict on an attempt of yours',
  description:
    'Once for each attempt. An instructor sees it; in self-study, where there is none, it is kept. ' +
    'The verdict stays as it is.',
  params: { id: anExercise, attempt: anAttempt },
  body: DisputeRequest,
  answer: { status: 201, description: 'The attempt with what you said of it.', schema: Attempt },
  problems: ['unknown-exercise', 'unknown-attempt', 'disputed-already', 'not-in-exam'],
  limit: { perMinute: 10, per: 'learner', what: 'disputes' },
});

export const watch = contract({
  method: 'post',
  path: '/api/exercises/{id}/watch',
  access: 'learner',
  summary: 'Say that a page shows an exercise just now',
  description:
    'For those with `watch`. For 15 s the lab server looks at your lab host whenever something changes there, and once in a while, as ' +
    'though `{}` were answered. When that is correct the attempt is kept, and comes as an event `attempt`; any other look counts ' +
    'for nothing. A host that is parked stays so.',
  params: { id: anExercise },
  answer: { status: 200, description: 'What the last look saw.', schema: Watched },
  problems: ['unknown-exercise', 'not-watched'],
  limit: { perMinute: 120, per: 'learner', what: 'calls of this kind' },
});

export const here = contract({
  method: 'post',
  path: '/api/exercises/{id}/here',
  access: 'learner',
  summary: 'Say that you are on an exercise',
  description: 'In a class the instructor’s wall shows it, until you are on another. It is not kept.',
  params: { id: anExercise },
  answer: { status: 204, description: 'It is shown.' },
  problems: ['unknown-exercise'],
  limit: { perMinute: 60, per: 'learner', what: 'calls of this kind' },
});

export const openHint = contract({
  method: 'post',
  path: '/api/exercises/{id}/hints',
  access: 'learner',
  summary: 'Open the next hint',
  description:
    'Each takes `hints.cost` points from the attempts after it; what was earned before stays. ' +
    'With `number`, nothing is opened unless that is the next.',
  params: { id: anExercise },
  query: { number: countFrom(1).optional().describe('The hint that is meant, counted from 1.') },
  answer: { status: 200, description: 'All hints open by now.', schema: OpenedHints },
  problems: ['unknown-exercise', 'invalid-fields', 'exercise-closed', 'not-in-exam'],
  limit: { perMinute: 60, per: 'learner', what: 'hints' },
});

export const start = contract({
  method: 'post',
  path: '/api/exercises/{id}/start',
  access: 'learner',
  summary: 'Make the beginning of an exercise that has one of its own',
  description:
    'Changes your lab host, as the exercise says; what you have done there stays otherwise. A reset makes the host as it was.',
  params: { id: anExercise },
  answer: { status: 204, description: 'The host is prepared.' },
  problems: ['unknown-exercise', 'no-start', 'host-not-ready', 'exercise-closed'],
  limit: { perMinute: 10, per: 'learner', what: 'beginnings' },
});

export const solution = contract({
  method: 'get',
  path: '/api/exercises/{id}/solution',
  access: 'learner',
  summary: 'How the answer is found',
  description: 'As soon as `solution.open` of the exercise says so.',
  params: { id: anExercise },
  answer: { status: 200, description: 'Its steps.', schema: Solution },
  problems: ['unknown-exercise', 'solution-kept'],
});
