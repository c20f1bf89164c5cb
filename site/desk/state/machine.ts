import {
  machine as askMachine,
  copyHost as askToCopy,
  freeHost as askToFree,
  keepHost as askToKeep,
  throwHostAway as askToThrowAway,
  wakeHost as askToWake,
} from '../../../protocol/api/desk-machine.ts';
import type { Machine } from '../../../protocol/desk/instructor.ts';
import { Latest } from '../../wire/latest.ts';
import { ask } from './session.ts';

/** Pause in ms between two questions about what is left. */
const EVERY = 30_000;

/** The room that the lab server's machine has left; undefined until it has answered. */
export const machine = new Latest<Machine | undefined>(undefined);

/** @throws ApiProblem */
export const lookAtMachine = (): Promise<void> => machine.read(() => ask(askMachine));

/** Frees the lab host of a learner of a class. @throws ApiProblem */
export const freeHost = (group: string, learner: string): Promise<unknown> =>
  ask(askToFree, { params: { class: group, learner } });

/** Keeps the lab host of a learner of a class while it is at rest, or no longer. @throws ApiProblem */
export const keepHost = (group: string, learner: string, pinned: boolean): Promise<unknown> =>
  ask(askToKeep, { params: { class: group, learner }, body: { pinned } });

/** Gives another learner of the class a copy of the learner's host. @throws ApiProblem */
export const copyHost = (group: string, learner: string, to: string): Promise<unknown> =>
  ask(askToCopy, { params: { class: group, learner }, body: { to } });

/** @throws ApiProblem */
export const wakeHost = (group: string, learner: string): Promise<unknown> =>
  ask(askToWake, { params: { class: group, learner } });

/** @throws ApiProblem */
export const throwHostAway = (group: string, learner: string): Promise<unknown> =>
  ask(askToThrowAway, { params: { class: group, learner } });

/** Asks again and again. @returns a function that ends it. */
export function followMachine(): () => void {
  const look = (): void => {
    // A lab server that does not answer is reported where the page asks it for something.
    void lookAtMachine().catch(() => {});
  };
  look();
  const timer = setInterval(look, EVERY);
  return () => clearInterval(timer);
}
