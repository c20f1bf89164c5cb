import { useEffect } from 'preact/hooks';
import { me, needLearner } from '../learner/state.ts';
import { words } from '../words/now.ts';
import { Answering } from './Answering.tsx';
import { useHere } from './here.ts';
import { exercises } from './state.ts';

/** The answer card of one exercise, with a form once there is a learner. */
export function ExerciseCard({ id }: { id: string }) {
  const list = exercises.value;
  const exercise = list?.find((one) => one.id === id);
  const ready = list !== undefined;
  const card = useHere(id);

  // The page may have been opened at this exercise, before the cards above it had their height.
  useEffect(() => {
    if (ready && location.hash === `#${id}`) document.getElementById(id)?.scrollIntoView();
  }, [id, ready]);

  if (me.value === null) return <StartFirst />;
  if (me.value?.state === 'waiting') return <p class="card-empty">{words.classroom.waiting.first}</p>;
  if (!ready) return <div class="card-empty" aria-busy="true" />;
  if (!exercise) return <p class="card-empty">{words.exercise.unknown(id)}</p>;
  return (
    <div ref={card}>
      <Answering exercise={exercise} />
    </div>
  );
}

function StartFirst() {
  return (
    <div class="card-empty">
      <button type="button" class="button primary" onClick={() => void needLearner()}>
        {words.exercise.startFirst}
      </button>
    </div>
  );
}
