import { historyField } from '@codemirror/commands';
import type { EditorState } from '@codemirror/state';
import { z } from 'zod';
import { FileVersion } from '../../protocol/edit.ts';
import { forgetAll, keep, kept } from '../shell/kept.ts';

/** Drafts of files that are not saved, kept in this browser by the file's path. They are the learner's: another learner's arrival removes them. */
const PREFIX = 'file-draft ';

const Draft = z.object({
  /** The version of the file that was edited. Left out: there was no such file. */
  version: FileVersion.optional(),
  crlf: z.boolean(),
  /** The text with what can be undone, as CodeMirror writes it. */
  state: z.looseObject({ doc: z.string() }),
});
export type Draft = z.infer<typeof Draft>;

/** @returns whether there was room for it. What can be undone is given up before the text is. */
export function keepDraft(path: string, version: string | undefined, state: EditorState): boolean {
  for (const fields of [{ history: historyField }, {}]) {
    const draft = { version, crlf: state.lineBreak === '\r\n', state: state.toJSON(fields) };
    const text = JSON.stringify(draft);
    keep(PREFIX + path, text);
    if (kept(PREFIX + path) === text) return true;
  }
  forgetDraft(path);
  return false;
}

export function draftOf(path: string): Draft | undefined {
  try {
    return Draft.safeParse(JSON.parse(kept(PREFIX + path) ?? 'null')).data;
  } catch {
    return undefined;
  }
}

export const forgetDraft = (path: string): void => keep(PREFIX + path, null);
export const forgetDrafts = (): void => forgetAll(PREFIX);
