import type { Notice } from './notices.ts';

/** Most keys that are remembered as read. A page is told of the last twenty messages, and of as many acts. */
const MOST = 120;

/** The notices that were not read, newest first. */
export const unreadOf = (notices: readonly Notice[], read: ReadonlySet<string>): Notice[] =>
  notices.filter(({ key }) => !read.has(key));

/** Keys that a browser keeps, as one text. */
export const written = (read: ReadonlySet<string>): string => [...read].slice(-MOST).join(' ');

/** The keys in such a text. Anything else in it is ignored. */
export const keysIn = (text: string | null): Set<string> =>
  new Set((text ?? '').split(' ').filter((word) => /^a?\d+$/.test(word)));
