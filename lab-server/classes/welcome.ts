import type { KeptClass } from '../store/classes.ts';
import type { Stores } from '../store/stores.ts';
import type { ClassDesk } from './class-desk.ts';

/** Addresses that the operator is told when the lab server has started. */
export interface Welcome {
  /** Signs in at the desk, once. */
  deskPath: string;
  /** Where learners can join; null: there is no class. */
  class: { name: string; code: string } | null;
}

/**
 * Makes sure that there is an operator, and gives them a new sign-in link each time.
 * @param needsClass whether learners need a class to join. If so, the newest class is named, or one is made.
 */
export function welcome(stores: Stores, desk: ClassDesk, needsClass: boolean): Welcome {
  const { instructors, classes } = stores;
  const operator = instructors.list().find((one) => one.operator) ?? instructors.add('Instructor', true);
  const newest: KeptClass | undefined = classes.open().at(-1);
  const group = newest ?? (needsClass ? desk.begin('My class', operator) : undefined);
  const { token } = instructors.newLink(operator.id);
  return { deskPath: `/desk/#${token}`, class: group ? { name: group.name, code: group.code } : null };
}
