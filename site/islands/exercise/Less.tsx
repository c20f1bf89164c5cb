import { words } from '../../words/now.ts';

/** What points are less by, for hints and for lateness. */
export function Less({ taken, late }: { taken: number; late: number }) {
  return (
    <>
      {taken > 0 && <span class="taken"> {words.exercise.taken(taken)}</span>}
      {late > 0 && <span class="taken"> {words.exercise.late(late)}</span>}
    </>
  );
}
