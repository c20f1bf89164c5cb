import { signal } from '@preact/signals';
import * as api from '../../protocol/api/school.ts';
import { type SchoolSignIn, SIGN_IN, TICKET } from '../../protocol/school.ts';
import { call } from '../wire/api.ts';

/** The sign-in by the school's accounts; null if there is none, undefined until that is known. */
export const school = signal<SchoolSignIn | null | undefined>(undefined);

/** Asks once. Without an answer there is only the other way in. */
export function loadSchool(): void {
  if (school.value !== undefined) return;
  void call(api.signIn).then(
    (answer) => {
      school.value = answer.school;
    },
    () => {},
  );
}

/** The address by which a learner joins the class of this code with their account, and comes back to this page. */
export const bySchool = (code: string): string =>
  `${SIGN_IN}?${new URLSearchParams({ code, place: location.pathname + location.hash })}`;

/** Takes the ticket of somebody who comes from the school's page out of the address. Undefined if it has none. */
export function takeTicket(): string | undefined {
  const address = new URL(location.href);
  const ticket = address.searchParams.get(TICKET);
  if (!ticket) return undefined;
  address.searchParams.delete(TICKET);
  history.replaceState(history.state, '', address);
  return ticket;
}
