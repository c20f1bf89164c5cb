import { z } from 'zod';
import { Instructor, Network, SignInLink } from '../../../protocol/desk/instructor.ts';
import { ask } from './session.ts';

/** Everyone who may sign in at the desk. @throws ApiProblem */
export async function listInstructors(): Promise<Instructor[]> {
  const list = await ask('GET', '/api/desk/instructors', z.object({ instructors: z.array(Instructor) }));
  return list.instructors;
}

/** @throws ApiProblem */
export const addInstructor = (name: string): Promise<SignInLink> =>
  ask('POST', '/api/desk/instructors', SignInLink, { name });

/** A new one-time link for who has lost theirs, or their password. @throws ApiProblem */
export const newLink = (id: string): Promise<SignInLink> =>
  ask('POST', `/api/desk/instructors/${id}/link`, SignInLink);

/** @throws ApiProblem */
export const loadNetwork = (): Promise<Network> => ask('GET', '/api/desk/network', Network);

/** @throws ApiProblem */
export const openNetwork = (open: boolean): Promise<Network> =>
  ask('POST', '/api/desk/network', Network, { open });
