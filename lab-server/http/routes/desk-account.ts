import { z } from 'zod';
import {
  Instructor,
  InstructorChange,
  NewInstructor,
  SignInLink,
  SignInRequest,
} from '../../../protocol/desk/instructor.ts';
import { hashPassword, isPassword } from '../../classes/password.ts';
import type { Instructors, KeptInstructor } from '../../store/instructors.ts';
import type { DeskSessions } from '../desk-session.ts';
import { HttpProblem } from '../problem.ts';
import { instructorRoute, openRoute, type Route } from '../route.ts';

interface Parts {
  instructors: Instructors;
  desk: DeskSessions;
}

/** As others may see them. */
export const shownInstructor = ({ id, name, password, operator }: KeptInstructor): Instructor => ({
  id,
  name,
  hasPassword: password !== null,
  operator,
});

/** Signing in at the desk, and who may. */
export function deskAccountRoutes({ instructors, desk }: Parts): Route[] {
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
  return [
    openRoute(
      {
        method: 'post',
        path: '/api/desk/sign-in',
        summary: 'Sign in at the desk',
        description:
          'By the token of a one-time link, or by name and password. Sets the cookie `vethlab-desk`.',
        body: SignInRequest,
        success: { status: 200, description: 'You are signed in.', schema: Instructor },
        problems: ['wrong-sign-in'],
        limit: { perMinute: 10, per: 'address', what: 'signings-in from one address' },
      },
      async ({ body, request, response }) => {
        const instructor = await ('token' in body
          ? instructors.useLink(body.token)
          : byPassword(instructors.named(body.name), body.password));
        if (!instructor) throw new HttpProblem('wrong-sign-in', WAY_IN);
        desk.begin(request, response, instructor);
        return shownInstructor(instructor);
      },
    ),
    openRoute(
      {
        method: 'post',
        path: '/api/desk/sign-out',
        summary: 'Sign out',
        success: { status: 204, description: 'Nobody is signed in there any more.' },
      },
      ({ request, response }) => desk.end(request, response),
    ),
    instructorRoute(
      {
        method: 'get',
        path: '/api/desk/me',
        summary: 'Which instructor you are',
        success: { status: 200, description: 'You.', schema: Instructor },
      },
      ({ instructor }) => shownInstructor(instructor),
    ),
    instructorRoute(
      {
        method: 'post',
        path: '/api/desk/me',
        summary: 'Change your name or password',
        description: 'A new password signs you out everywhere else.',
        body: InstructorChange,
        success: { status: 200, description: 'You.', schema: Instructor },
        problems: ['wrong-sign-in', 'name-taken'],
        limit: { perMinute: 10, per: 'instructor', what: 'changes' },
      },
      async ({ instructor, body, request }) => {
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
        return shownInstructor({ ...instructor, name, password });
      },
    ),
    instructorRoute(
      {
        method: 'get',
        path: '/api/desk/instructors',
        summary: 'All instructors of this lab server',
        success: {
          status: 200,
          description: 'By name.',
          schema: z.object({ instructors: z.array(Instructor) }),
        },
      },
      () => ({ instructors: instructors.list().map(shownInstructor) }),
    ),
    instructorRoute(
      {
        method: 'post',
        path: '/api/desk/instructors',
        summary: 'Add an instructor (operators only)',
        body: NewInstructor,
        success: { status: 201, description: 'The link by which they sign in once.', schema: SignInLink },
        problems: ['not-operator', 'name-taken'],
      },
      ({ instructor, body }) => {
        requireOperator(instructor);
        return link(instructors.add(freeName(body.name), false));
      },
    ),
    instructorRoute(
      {
        method: 'post',
        path: '/api/desk/instructors/{instructor}/link',
        summary: 'Another sign-in link for an instructor (operators only)',
        success: { status: 201, description: 'It signs in once, within a day.', schema: SignInLink },
        problems: ['not-operator', 'unknown-instructor'],
      },
      ({ instructor, params }) => {
        requireOperator(instructor);
        const found = instructors.find(String(params.instructor));
        if (found) return link(found);
        throw new HttpProblem('unknown-instructor', 'GET /api/desk/instructors lists those there are.');
      },
    ),
  ];
}

const WAY_IN =
  'Check name and password, or use a link that was not used yet: npm start prints one, and npm run sign-in makes another.';

/** @throws HttpProblem */
export function requireOperator({ operator }: KeptInstructor): void {
  if (operator) return;
  throw new HttpProblem('not-operator', 'Ask whoever runs this lab server.');
}

/** Takes as long whether there is such an instructor or not. */
async function byPassword(
  instructor: KeptInstructor | undefined,
  password: string,
): Promise<KeptInstructor | undefined> {
  return (await isPassword(password, instructor?.password ?? null)) ? instructor : undefined;
}
