import { me } from '../learner/state.ts';
import { words } from '../words/now.ts';
import { PersonalCode } from './PersonalCode.tsx';

/** The view of a learner who has asked to join a class, until an instructor says yes. */
export function WaitingRoom({ id }: { id: string }) {
  const learner = me.value;
  if (!learner?.class) return null;
  return (
    <section class="waiting-room" aria-labelledby={id}>
      <h2 id={id}>{words.classroom.waiting.title}</h2>
      <p role="status">{words.classroom.waiting.text(learner.name, learner.class.name)}</p>
      <PersonalCode />
    </section>
  );
}
