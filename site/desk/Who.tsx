import { desk } from '../words/desk-now.ts';
import { instructor, signOut } from './state/session.ts';

/** The instructor's name in the bar at the top, and the button to sign out. */
export function Who() {
  const who = instructor.value;
  if (!who) return null;
  return (
    <>
      <span class="desk-name">{who.name}</span>
      <button type="button" class="tool" onClick={() => void signOut().catch(() => {})}>
        {desk.home.signOut}
      </button>
    </>
  );
}
