import * as api from '../../protocol/api/notes.ts';
import type { Note } from '../../protocol/note.ts';
import { keep, kept } from '../shell/kept.ts';
import { call } from '../wire/api.ts';

/** @throws ApiProblem */
export const loadNotes = async (): Promise<Note[]> => (await call(api.list)).notes;

/** Replaces the notes on a chapter. @throws ApiProblem */
export async function saveNote(chapter: string, text: string): Promise<void> {
  await call(api.keep, { params: { chapter }, body: { text } });
  keep(draftOf(chapter), null);
}

const draftOf = (chapter: string) => `note.${chapter}`;

/** The text that was typed and is not on the server yet; null when there is none. */
export const keptDraft = (chapter: string): string | null => kept(draftOf(chapter));
export const keepDraft = (chapter: string, text: string): void => keep(draftOf(chapter), text);
