import type { Act, ClassView, Message } from '../../protocol/class.ts';
import { shortMoment } from '../words/format.ts';
import { words } from '../words/now.ts';

/** What the class bar tells a learner: a message, or what an instructor did to their lab or marks. */
export interface Notice extends Omit<Message, 'id'> {
  /** Unlike any other's: a message's id, or `a` and an act's. */
  key: string;
  isAct: boolean;
}

/** All notices, newest first. */
export function noticesOf({ messages, acts }: Pick<ClassView, 'messages' | 'acts'>): Notice[] {
  const written = messages.map(({ id, ...message }) => ({ ...message, key: String(id), isAct: false }));
  return [...written, ...acts.map(noticeOf)].sort((a, b) => b.at.localeCompare(a.at));
}

function noticeOf(act: Act): Notice {
  const { id, by, at } = act;
  return { key: `a${id}`, from: by, at, text: textOf(act), command: null, toAll: false, isAct: true };
}

function textOf({ what, exercise, points, comment, gone, undoUntil }: Act): string {
  const said = words.classroom.acts;
  const title = exercise?.title ?? '';
  const told = {
    reset: () => said.reset(said.things(gone ?? NOTHING)),
    undone: () => said.undone(said.things(gone ?? NOTHING)),
    checkpoint: () => said.checkpoint(title),
    freed: () => said.freed,
    copied: () => said.copied,
    replaced: () => said.replaced,
    given: () => said.given,
    hint: () => said.hint(title),
    override: () => (points === null ? said.takenBack(title) : said.override(title, points)),
    review: () => said.review(title, points ?? 0),
    recheck: () => said.recheck(title, points ?? 0),
  }[what]();
  const isOpen = undoUntil !== null && Date.parse(undoUntil) > Date.now();
  return [told, comment && said.why(comment), isOpen ? said.undoUntil(shortMoment(undoUntil)) : '']
    .filter(Boolean)
    .join(' ');
}

const NOTHING = { host: false, terminals: 0, attempts: 0, hints: 0, notes: 0 };
