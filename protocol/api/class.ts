import { ClassView, ControlAnswer, Hand, HandRequest } from '../class.ts';
import { contract } from './contract.ts';

export const view = contract({
  method: 'get',
  path: '/api/class',
  access: 'learner',
  summary: 'Your class as it is now',
  description: 'An event `class` of GET /api/events says it again whenever it changes.',
  answer: { status: 200, description: 'What a page shows of it.', schema: ClassView },
  problems: ['no-class'],
});

export const raiseHand = contract({
  method: 'post',
  path: '/api/hand',
  access: 'learner',
  summary: 'Raise your hand, or say more about it',
  body: HandRequest,
  answer: { status: 201, description: 'It is raised; your place in the queue stays.', schema: Hand },
  problems: ['no-class'],
  limit: { perMinute: 20, per: 'learner', what: 'raisings of a hand' },
});

export const lowerHand = contract({
  method: 'delete',
  path: '/api/hand',
  access: 'learner',
  summary: 'Lower your hand',
  answer: { status: 204, description: 'It is down.' },
});

export const answerControl = contract({
  method: 'post',
  path: '/api/control',
  access: 'learner',
  summary: 'Let the instructor who asks type into your terminal, or not',
  description: 'Nothing comes of it when nobody asks any more.',
  body: ControlAnswer,
  answer: { status: 204, description: 'The instructor sees it.' },
});

export const endControl = contract({
  method: 'delete',
  path: '/api/control',
  access: 'learner',
  summary: 'Take your terminal back',
  answer: { status: 204, description: 'Only you type into it.' },
});
