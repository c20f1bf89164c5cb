import { signal } from '@preact/signals';
import { instructor, loadInstructor, signIn } from '../../../state/desk/session.ts';

/** Whether who came by a link is asked for a password to come back with. */
export const offersPassword = signal(false);

/**
 * Signs in by the token after the address's #, as a one-time link has it, and takes it out of the address: it is in no history
 * and no picture of the screen. False when there is none.
 * @throws ApiProblem when the link is used up and nobody is signed in.
 */
export async function signInByLink(): Promise<boolean> {
  const token = tokenIn(location.hash);
  if (token === undefined) return false;
  history.replaceState(null, '', location.pathname + location.search);
  try {
    await signIn({ token });
  } catch (thrown) {
    await loadInstructor();
    // Who has used their link before, and is still in, is let through.
    if (!instructor.value) throw thrown;
  }
  offersPassword.value = instructor.value?.hasPassword === false;
  return true;
}

/** A token is longer than the names of a page's parts, which stand at the same place. */
export const tokenIn = (hash: string): string | undefined => /^#([\w-]{16,100})$/.exec(hash)?.[1];
