import type { Request } from 'express';
import * as api from '../../../protocol/api/desk-account.ts';
import type { Instructor, SignInLink } from '../../../protocol/desk/instructor.ts';
import { hashPassword, isPassword } from '../../classes/password.ts';
import type { Accounts } from '../../store/accounts.ts';
import type { Instructors, KeptInstructor } from '../../store/instructors.ts';
import { isLms } from '../../store/lms.ts';
import { keyOf } from '../browser-key.ts';
import type { DeskSessions } from '../desk-session.ts';
import { addressOf, PasswordGuesses } from '../guesses.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { unknown } from '../unknown.ts';

interface Parts {
  instructors: Instructors;
  accounts: Accounts;
  desk: DeskSessions;
}

/** Instructors as others may see them. */
export const shownInstructor =
  (accounts: Accounts) =>
  ({ id, name, password, operator }: KeptInstructor): Instructor => ({
    id,
    name,
    hasPassword: password !== null,
    hasAccount: accounts.issuersOf(id).some((one) => !isLms(one)),
    hasLms: accounts.issuersOf(id).some(isLms),
    operator,
  });

/** Signing in at the desk, and the instructors who may. */
export function deskAccountRoutes({ instructors, accounts, desk }: Parts): Route[] {
  const shown = shownInstructor(accounts);
  const link = ({ id }: KeptInstructor): SignInLink => {
    const { token, expiresAt } = instructors.newLink(id);
    return { path: `/desk/#${token}`, expiresAt };
  };
  const freeName = (name: string, but?: string): string => {
    const other = instructors.named(name);
    if (!other || other.id === but) return name;
    throw new HttpProblem(
      'name-taken',
      `Another instructor is named ${name}; take a name that tells you apart.`,
    );
  };
  const guesses = new PasswordGuesses();
  /** Takes equally long whether there is such an instructor or not. @throws HttpProblem 429 */
  const byPassword = async (name: string, password: string, request: Request) => {
    const [address, key] = [addressOf(request), keyOf(request)];
    guesses.admit(address, name, key);
    // The try is counted before the password is checked. Checking takes a while, and many tries at once must all count.
    guesses.failed(address, name, key);
    const instructor = instructors.named(name);
    if (!(await isPassword(password, instructor?.password ?? null))) return undefined;
    guesses.right(address, name, key);
    return instructor;
  };
  return [
    route(api.signIn, async ({ body, request, response }) => {
      const instructor =
        'token' in body
          ? instructors.useLink(body.token)
          : await byPassword(body.name, body.password, request);
      if (!instructor) throw new HttpProblem('wrong-sign-in', WAY_IN);
      guesses.came(instructor.name, keyOf(request));
      desk.begin(request, response, instructor);
      return shown(instructor);
    }),
    route(api.signOut, ({ request, response }) => desk.end(request, response)),
    route(api.me, ({ instructor }) => shown(instructor)),
    route(api.changeMe, async ({ instructor, body, request }) => {
      const { name = instructor.name, password: given, current = '' } = body;
      if (given !== undefined && instructor.password !== null) {
        if (!(await isPassword(current, instructor.password))) {
          throw new HttpProblem('wrong-sign-in', 'The password you have now is another.', {
            errors: [{ path: '/current', message: 'It is another.' }],
          });
        }
      }
      const password = given === undefined ? instructor.password : await hashPassword(given);
      instructors.change(instructor.id, { name: freeName(name, instructor.id), password });
      if (given !== undefined) desk.endOthers(request, instructor);
      return shown({ ...instructor, name, password });
    }),
    route(api.listInstructors, () => ({ instructors: instructors.list().map(shown) })),
    route(api.addInstructor, ({ instructor, body }) => {
      requireOperator(instructor);
      return link(instructors.add(freeName(body.name), false));
    }),
    route(api.newLink, ({ instructor, params }) => {
      requireOperator(instructor);
      const found = instructors.find(params.instructor);
      if (found) return link(found);
      throw unknown('unknown-instructor', params.instructor);
    }),
  ];
}

const WAY_IN =
  'Check name and password, or use a link that was not used yet: npm start prints one, and npm run sign-in makes another.';

/** @throws HttpProblem */
export function requireOperator({ operator }: KeptInstructor): void {
  if (operator) return;
  throw new HttpProblem('not-operator', 'Ask whoever runs this lab server.');
}
