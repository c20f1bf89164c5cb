import { z } from 'zod';
import { ChapterSlug, Note, NoteRequest } from '../note.ts';
import { contract } from './contract.ts';

export const list = contract({
  method: 'get',
  path: '/api/notes',
  access: 'learner',
  summary: 'Your notes',
  answer: {
    status: 200,
    description: 'One for each chapter that has any.',
    schema: z.object({ notes: z.array(Note) }),
  },
});

export const keep = contract({
  method: 'post',
  path: '/api/notes/{chapter}',
  access: 'learner',
  summary: 'Keep your notes on a chapter',
  description: 'In place of those before. Nobody else sees them. An empty text removes them.',
  params: { chapter: { schema: ChapterSlug, unknown: 'not-found' } },
  body: NoteRequest,
  answer: { status: 200, description: 'They are on disk.', schema: Note },
  problems: ['not-found'],
  limit: { perMinute: 120, per: 'learner', what: 'notes' },
});
