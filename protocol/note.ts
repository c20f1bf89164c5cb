import { z } from 'zod';

/** The most characters of one note. */
export const LONGEST_NOTE = 10_000;

export const ChapterSlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);

/** POST /api/notes/{chapter} */
export const NoteRequest = z.strictObject({ text: z.string().max(LONGEST_NOTE) }).meta({ id: 'NoteRequest' });

/** A learner's own note on a chapter. */
export const Note = z
  .object({
    chapter: ChapterSlug,
    text: z.string().describe('Plain text, as it was typed.'),
    changed: z.iso.datetime(),
  })
  .meta({ id: 'Note' });
export type Note = z.infer<typeof Note>;
