import type { Message } from '../../protocol/class.ts';

/** Most ids that are remembered as read: a page is told of the last twenty messages. */
const MOST = 60;

/** Those that were not read, newest first. */
export const unreadOf = (messages: readonly Message[], read: ReadonlySet<number>): Message[] =>
  messages.filter(({ id }) => !read.has(id));

/** Ids that a browser keeps, as one text. */
export const written = (read: ReadonlySet<number>): string => [...read].slice(-MOST).join(' ');

/** The ids in such a text; what is none of them is passed over. */
export const idsIn = (text: string | null): Set<number> =>
  new Set((text ?? '').split(' ').filter(Boolean).map(Number).filter(Number.isSafeInteger));
