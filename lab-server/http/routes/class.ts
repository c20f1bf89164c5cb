import { ClassView, ControlAnswer, Hand, HandRequest } from '../../../protocol/class.ts';
import type { Controls } from '../../classes/controls.ts';
import type { ClassViews } from '../../classes/views.ts';
import type { Hands } from '../../store/hands.ts';
import type { Learner } from '../../store/learners.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

interface Parts {
  views: ClassViews;
  hands: Hands;
  controls: Controls;
  /** Called when what the learner's page shows of the class, or the wall of the learner, is not as it was. */
  onChange(learner: string): void;
}

/** A learner's own side of their class. */
export function classRoutes({ views, hands, controls, onChange }: Parts): Route[] {
  const viewOf = (learner: Learner): ClassView => {
    const view = views.of(learner);
    if (view) return view;
    throw new HttpProblem('no-class', 'You study alone; join with a class code to be in a class.');
  };
  return [
    learnerRoute(
      {
        method: 'get',
        path: '/api/class',
        summary: 'Your class as it is now',
        description: 'An event `class` of GET /api/events says it again whenever it changes.',
        success: { status: 200, description: 'What a page shows of it.', schema: ClassView },
        problems: ['no-class'],
      },
      ({ learner }) => viewOf(learner),
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/hand',
        summary: 'Raise your hand, or say more about it',
        body: HandRequest,
        success: { status: 201, description: 'It is raised; your place in the queue stays.', schema: Hand },
        problems: ['no-class'],
        limit: { perMinute: 20, per: 'learner', what: 'raisings of a hand' },
      },
      ({ learner, body }) => {
        viewOf(learner);
        const hand = hands.raise(learner.id, body.about || null);
        onChange(learner.id);
        return hand;
      },
    ),
    learnerRoute(
      {
        method: 'delete',
        path: '/api/hand',
        summary: 'Lower your hand',
        success: { status: 204, description: 'It is down.' },
      },
      ({ learner }) => {
        if (hands.lower(learner.id)) onChange(learner.id);
      },
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/control',
        summary: 'Let the instructor who asks type into your terminal, or not',
        description: 'Nothing comes of it when nobody asks any more.',
        body: ControlAnswer,
        success: { status: 204, description: 'The instructor sees it.' },
      },
      ({ learner, body }) => void controls.answer(learner.id, body.allow),
    ),
    learnerRoute(
      {
        method: 'delete',
        path: '/api/control',
        summary: 'Take your terminal back',
        success: { status: 204, description: 'Only you type into it.' },
      },
      ({ learner }) => controls.end(learner.id),
    ),
  ];
}
