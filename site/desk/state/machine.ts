import { signal } from '@preact/signals';
import { machine as askMachine } from '../../../protocol/api/desk-machine.ts';
import type { Machine } from '../../../protocol/desk/instructor.ts';
import { ask } from './session.ts';

/** Pause in ms between two questions about what is left. */
const EVERY = 30_000;

/** The room that the lab server's machine has left; undefined until it has answered. */
export const machine = signal<Machine | undefined>(undefined);

/** Asks again and again. @returns a function that ends it. */
export function followMachine(): () => void {
  const look = (): void => {
    // A lab server that does not answer is reported where the page asks it for something.
    void ask(askMachine).then(
      (now) => {
        machine.value = now;
      },
      () => {},
    );
  };
  look();
  const timer = setInterval(look, EVERY);
  return () => clearInterval(timer);
}
