import { z } from 'zod';
import {
  Instructor,
  InstructorChange,
  InstructorId,
  NewInstructor,
  SignInLink,
  SignInRequest,
} from '../desk/instructor.ts';
import { contract } from './contract.ts';

export const signIn = contract({
  method: 'post',
  path: '/api/desk/sign-in',
  access: 'anyone',
  summary: 'Sign in at the desk',
  description: 'By the token of a one-time link, or by name and password. Sets the cookie `vethlab-desk`.',
  body: SignInRequest,
  answer: { status: 200, description: 'You are signed in.', schema: Instructor },
  problems: ['wrong-sign-in', 'too-many-requests'],
});

export const signOut = contract({
  method: 'post',
  path: '/api/desk/sign-out',
  access: 'anyone',
  summary: 'Sign out',
  answer: { status: 204, description: 'Nobody is signed in there any more.' },
});

export const me = contract({
  method: 'get',
  path: '/api/desk/me',
  access: 'instructor',
  summary: 'Which instructor you are',
  answer: { status: 200, description: 'You.', schema: Instructor },
});

export const changeMe = contract({
  method: 'post',
  path: '/api/desk/me',
  access: 'instructor',
  summary: 'Change your name or password',
  description: 'A new password signs you out everywhere else.',
  body: InstructorChange,
  answer: { status: 200, description: 'You.', schema: Instructor },
  problems: ['wrong-sign-in', 'name-taken'],
  limit: { perMinute: 10, per: 'instructor', what: 'changes' },
});

export const listInstructors = contract({
  method: 'get',
  path: '/api/desk/instructors',
  access: 'instructor',
  summary: 'All instructors of this lab server',
  answer: {
    status: 200,
    description: 'By name.',
    schema: z.object({ instructors: z.array(Instructor) }),
  },
});

export const addInstructor = contract({
  method: 'post',
  path: '/api/desk/instructors',
  access: 'instructor',
  summary: 'Add an instructor (operators only)',
  body: NewInstructor,
  answer: { status: 201, description: 'The link by which they sign in once.', schema: SignInLink },
  problems: ['not-operator', 'name-taken'],
});

export const newLink = contract({
  method: 'post',
  path: '/api/desk/instructors/{instructor}/link',
  access: 'instructor',
  summary: 'Another sign-in link for an instructor (operators only)',
  params: { instructor: { schema: InstructorId, unknown: 'unknown-instructor' } },
  answer: { status: 201, description: 'It signs in once, within a day.', schema: SignInLink },
  problems: ['not-operator', 'unknown-instructor'],
});
