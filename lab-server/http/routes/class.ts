import * as api from '../../../protocol/api/class.ts';
import type { ClassView } from '../../../protocol/class.ts';
import type { Controls } from '../../classes/controls.ts';
import type { ClassViews } from '../../classes/views.ts';
import type { Changes } from '../../store/changes.ts';
import type { Hands } from '../../store/hands.ts';
import type { Learner } from '../../store/learners.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  views: ClassViews;
  hands: Hands;
  controls: Controls;
  changes: Changes;
}

/** A learner's own side of their class. */
export function classRoutes({ views, hands, controls, changes }: Parts): Route[] {
  const viewOf = (learner: Learner): ClassView => {
    const view = views.of(learner);
    if (view) return view;
    throw new HttpProblem('no-class', 'You study alone; join with a class code to be in a class.');
  };
  return [
    route(api.view, ({ learner }) => viewOf(learner)),
    route(api.raiseHand, ({ learner, body }) => {
      viewOf(learner);
      const hand = hands.raise(learner.id, body.about || null);
      changes.emit('help', learner.id);
      return hand;
    }),
    route(api.lowerHand, ({ learner }) => {
      if (hands.lower(learner.id)) changes.emit('help', learner.id);
    }),
    route(api.answerControl, ({ learner, body }) => void controls.answer(learner.id, body.allow, body.by)),
    route(api.endControl, ({ learner }) => controls.end(learner.id)),
  ];
}
