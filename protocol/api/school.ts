import { z } from 'zod';
import { Instructor } from '../desk/instructor.ts';
import { Me } from '../learner.ts';
import { SchoolSignIn } from '../school.ts';
import { contract } from './contract.ts';

export const signIn = contract({
  method: 'get',
  path: '/api/sign-in',
  access: 'anyone',
  summary: 'Whether one can sign in by an account of the school',
  answer: {
    status: 200,
    description: 'How the school calls it; null if there is no such sign-in.',
    schema: z.object({ school: SchoolSignIn.nullable() }),
  },
});

const Ticket = z.strictObject({ ticket: z.string().max(100) }).meta({ id: 'Ticket' });

export const connect = contract({
  method: 'post',
  path: '/api/desk/connect',
  access: 'instructor',
  summary: 'Sign in by an account of the school from now on, too',
  description:
    'The ticket is of the account with which one has just come back from the school. It is good once, for a minute.',
  body: Ticket,
  answer: { status: 200, description: 'You.', schema: Instructor },
  problems: ['wrong-ticket', 'account-taken'],
});

export const enter = contract({
  method: 'post',
  path: '/api/enter',
  access: 'anyone',
  summary: 'Come in by a ticket',
  description:
    'The last step of signing in by an account of the school: sets the cookie `vethlab-learner` in the browser that asks. A ticket is good once, for a minute.',
  body: Ticket,
  answer: { status: 201, description: 'You have joined, or wait to be let in.', schema: Me },
  problems: ['wrong-ticket'],
});
