import type { Message } from '../../protocol/class.ts';

/** Most ids that are remembered as read. A page is told of the last twenty messages. */
const MOST = 60;

/** The messages that were not read, newest first. */
export const unreadOf = (messages: readonly Message[], read: ReadonlySet<number>): Message[] =>
  messages.filter(({ id }) => !read.has(id));

/** Ids that a browser keeps, as one text. */
export const written = (read: ReadonlySet<number>): string => [...read].slice(-MOST).join(' ');

/** The ids in such a text. Anything else in it is ignored. */
export const idsIn = (text: string | null): Set<number> =>
  new Set((text ?? '').split(' ').filter(Boolean).map(Number).filter(Number.isSafeInteger));
