import { words } from '../words/now.ts';

/** The points that hints and lateness take. */
export function Less({ taken, late }: { taken: number; late: number }) {
  return (
    <>
      {taken > 0 && <span class="taken"> {words.exercise.taken(taken)}</span>}
      {late > 0 && <span class="taken"> {words.exercise.late(late)}</span>}
    </>
  );
}
