import { z } from 'zod';
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

export const connect = contract({
  method: 'post',
  path: '/api/desk/connect',
  access: 'instructor',
  summary: 'Sign in by an account of the school from now on, too',
  description:
    'A page leads to the path, and from there to the school and back. It is good once, for a minute.',
  answer: { status: 201, description: 'Where it begins.', schema: z.object({ path: z.string() }) },
});

export const enter = contract({
  method: 'post',
  path: '/api/enter',
  access: 'anyone',
  summary: 'Come in by a ticket',
  description:
    'The last step of signing in by an account of the school: sets the cookie `vethlab-learner` in the browser that asks. A ticket is good once, for a minute.',
  body: z.strictObject({ ticket: z.string().max(100) }).meta({ id: 'EnterRequest' }),
  answer: { status: 201, description: 'You have joined, or wait to be let in.', schema: Me },
  problems: ['wrong-ticket'],
});
