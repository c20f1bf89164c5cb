import { z } from 'zod';

// A learner can make the tools on their host print as much as they like. The readers of checkers bound it where it comes in, so that all
// later work (expressions, comparisons of all with all, sentences) stays small.

/** Characters of one name, address or line. */
export const LONGEST = 4096;
/** Entries of one list: enough for all ports of a host to be open, and for more processes than a host may have. */
export const MOST = 70_000;

/** A name or an address as a tool prints it. */
export const Text = z.string().max(LONGEST);

/** For text that may be longer, such as a command line: only its beginning is kept. */
export const Beginning = z.string().transform(beginningOf);

export function beginningOf(text: string): string {
  return text.slice(0, LONGEST);
}

export const listOf = <T extends z.ZodType>(entry: T) => z.array(entry).max(MOST);
