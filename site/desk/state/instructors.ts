import * as account from '../../../protocol/api/desk-account.ts';
import { network, setNetwork } from '../../../protocol/api/desk-network.ts';
import type { Instructor, Network, SignInLink } from '../../../protocol/desk/instructor.ts';
import { ask } from './session.ts';

/** Everyone who may sign in at the desk. @throws ApiProblem */
export async function listInstructors(): Promise<Instructor[]> {
  const list = await ask(account.listInstructors);
  return list.instructors;
}

/** @throws ApiProblem */
export const addInstructor = (name: string): Promise<SignInLink> =>
  ask(account.addInstructor, { body: { name } });

/** A new one-time link for an instructor who has lost theirs, or their password. @throws ApiProblem */
export const newLink = (id: string): Promise<SignInLink> =>
  ask(account.newLink, { params: { instructor: id } });

/** @throws ApiProblem */
export const loadNetwork = (): Promise<Network> => ask(network);

/** @throws ApiProblem */
export const openNetwork = (open: boolean): Promise<Network> => ask(setNetwork, { body: { open } });
