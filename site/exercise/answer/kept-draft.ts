import { keep, kept } from '../../shell/kept.ts';
import { Draft } from './draft.ts';

/** The answer to an exercise that was begun in this browser and not yet given. */
export function keptDraft(id: string): Draft | undefined {
  const text = kept(`draft.${id}`);
  if (text === null) return undefined;
  try {
    return Draft.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Keeps a draft; undefined forgets it. */
export function keepDraft(id: string, draft: Draft | undefined): void {
  keep(`draft.${id}`, draft ? JSON.stringify(draft) : null);
}
