import { instructor, signOut } from '../../state/desk/session.ts';
import { desk } from '../../words/desk-now.ts';

/** Who is at the desk, in the bar at the top, and the way out. */
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
