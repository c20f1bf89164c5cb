import { z } from 'zod';
import { Note } from '../../protocol/note.ts';
import { keep, kept } from '../shell/kept.ts';
import { call } from '../wire/api.ts';

const List = z.object({ notes: z.array(Note) });

/** @throws ApiProblem */
export const loadNotes = async (): Promise<Note[]> => (await call('GET', '/api/notes', List)).notes;

/** Keeps the notes on a chapter in place of those before. @throws ApiProblem */
export async function saveNote(chapter: string, text: string): Promise<void> {
  await call('POST', `/api/notes/${chapter}`, Note, { text });
  keep(draftOf(chapter), null);
}

const draftOf = (chapter: string) => `note.${chapter}`;

/** What was typed and is not on the server yet; null when there is none. */
export const keptDraft = (chapter: string): string | null => kept(draftOf(chapter));
export const keepDraft = (chapter: string, text: string): void => keep(draftOf(chapter), text);
