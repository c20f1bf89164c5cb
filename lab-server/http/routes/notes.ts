import { z } from 'zod';
import { ChapterSlug, Note, NoteRequest } from '../../../protocol/note.ts';
import type { Notes } from '../../store/notes.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

/** Notes of one learner; a course has far fewer chapters. */
const MOST_NOTES = 200;

export function noteRoutes(notes: Notes): Route[] {
  return [
    learnerRoute(
      {
        method: 'get',
        path: '/api/notes',
        summary: 'Your notes',
        success: {
          status: 200,
          description: 'One for each chapter that has any.',
          schema: z.object({ notes: z.array(Note) }),
        },
      },
      ({ learner }) => ({ notes: notes.of(learner.id) }),
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/notes/{chapter}',
        summary: 'Keep your notes on a chapter',
        description: 'In place of those before. Nobody else sees them. An empty text removes them.',
        body: NoteRequest,
        success: { status: 200, description: 'They are on disk.', schema: Note },
        problems: ['not-found'],
        limit: { perMinute: 120, per: 'learner', what: 'notes' },
      },
      ({ learner, params, body }) => {
        const { data: chapter } = ChapterSlug.safeParse(params.chapter);
        if (!chapter) throw new HttpProblem('not-found', `No chapter is called ${params.chapter}.`);
        const others = notes.of(learner.id).filter((note) => note.chapter !== chapter);
        if (others.length >= MOST_NOTES) {
          throw new HttpProblem('not-found', `There can be notes on ${MOST_NOTES} chapters at most.`);
        }
        const note = { chapter, text: body.text, changed: new Date().toISOString() };
        notes.put(learner.id, note);
        return note;
      },
    ),
  ];
}
