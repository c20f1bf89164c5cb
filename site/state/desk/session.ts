import { signal } from '@preact/signals';
import type { z } from 'zod';
import { Instructor, type InstructorChange, type SignInRequest } from '../../../protocol/desk/instructor.ts';
import { ApiProblem, call, type Method, nothing } from '../../wire/api.ts';

/** Who is at the desk; null when nobody has signed in, undefined until that is known. */
export const instructor = signal<Instructor | null | undefined>(undefined);

/**
 * Asks the lab server as the instructor who has signed in. Where that is over, the page asks to sign in again.
 * @throws ApiProblem
 */
export async function ask<S extends z.ZodType>(
  method: Method,
  path: string,
  schema: S,
  body?: unknown,
): Promise<z.infer<S>> {
  try {
    return await call(method, path, schema, body);
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.problem.status === 401) instructor.value = null;
    throw thrown;
  }
}

/** @throws ApiProblem when the lab server does not answer. */
export async function loadInstructor(): Promise<void> {
  try {
    instructor.value = await call('GET', '/api/desk/me', Instructor);
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem && thrown.problem.status === 401)) throw thrown;
    instructor.value = null;
  }
}

/** @throws ApiProblem */
export async function signIn(request: SignInRequest): Promise<void> {
  instructor.value = await call('POST', '/api/desk/sign-in', Instructor, request);
}

/** @throws ApiProblem */
export async function signOut(): Promise<void> {
  await call('POST', '/api/desk/sign-out', nothing);
  instructor.value = null;
}

/** @throws ApiProblem */
export async function changeMe(change: z.infer<typeof InstructorChange>): Promise<void> {
  instructor.value = await ask('POST', '/api/desk/me', Instructor, change);
}
