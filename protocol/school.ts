import { z } from 'zod';

/** The sign-in by the school's accounts, as far as pages have to know it. */
export const SchoolSignIn = z
  .object({
    name: z.string().describe('What the school calls it, such as “University of X”.'),
    instructors: z.boolean().describe('Whether instructors may sign in by it.'),
    learners: z.boolean().describe('Whether learners may join a class by it.'),
  })
  .meta({ id: 'SchoolSignIn' });
export type SchoolSignIn = z.infer<typeof SchoolSignIn>;

/** Where signing in begins. A page leads there, since the school's own page follows. */
export const SIGN_IN = '/sign-in/start';
/** Where the school's page leads back. The school has to know this address. */
export const SIGN_IN_BACK = '/sign-in/back';
/** The page that says why signing in did not work. */
export const SIGN_IN_FAILED = '/sign-in/';

/**
 * Why signing in did not work. `away`: the school's sign-in does not answer. `again`: it took too long, or the page was loaded twice, or it was
 * begun in another browser. `refused`: the school's page says no. `no-instructor`: the account is not one of an instructor. `wrong-code`,
 * `not-on-roster`: as when joining. `off`: there is no such sign-in here.
 */
export const WHY_NOT = [
  'away',
  'again',
  'refused',
  'no-instructor',
  'wrong-code',
  'not-on-roster',
  'off',
] as const;
export type WhyNot = (typeof WHY_NOT)[number];

/** Where an instructor who is signed in connects their account. */
export const SIGN_IN_CONNECT = `${SIGN_IN}?to=connect`;
/** The name of the part of an address with a ticket: it lets a learner in (POST /api/enter), or connects an account at the desk. */
export const TICKET = 'ticket';
