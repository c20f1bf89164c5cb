import * as api from '../../../protocol/api/notes.ts';
import type { Notes } from '../../store/notes.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';

/** Most notes of one learner. A course has far fewer chapters. */
const MOST_NOTES = 200;

export function noteRoutes(notes: Notes): Route[] {
  return [
    route(api.list, ({ learner }) => ({ notes: notes.of(learner.id) })),
    route(api.keep, ({ learner, params, body }) => {
      const { chapter } = params;
      const others = notes.of(learner.id).filter((note) => note.chapter !== chapter);
      if (others.length >= MOST_NOTES) {
        throw new HttpProblem('not-found', `There can be notes on ${MOST_NOTES} chapters at most.`);
      }
      const note = { chapter, text: body.text, changed: new Date().toISOString() };
      notes.put(learner.id, note);
      return note;
    }),
  ];
}
