import { signal } from '@preact/signals';
import { instructor, loadInstructor, signIn } from '../state/session.ts';

/** Whether an instructor who came by a link is asked for a password for coming back. */
export const offersPassword = signal(false);

/**
 * Signs in by the token after the address's #, as in a one-time link. Takes the token out of the address, so that it is in no history and no
 * picture of the screen. False when there is none.
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
    // An instructor who has used their link before, and is still signed in, is let through.
    if (!instructor.value) throw thrown;
  }
  const { hasPassword = true, hasAccount = false, hasLms = false } = instructor.value ?? {};
  offersPassword.value = !hasPassword && !hasAccount && !hasLms;
  return true;
}

/** A token is longer than the names of a page's parts, which stand in the same place. */
export const tokenIn = (hash: string): string | undefined => /^#([\w-]{16,100})$/.exec(hash)?.[1];
