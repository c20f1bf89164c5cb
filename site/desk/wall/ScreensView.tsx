import { useEffect } from 'preact/hooks';
import { desk } from '../../words/desk-now.ts';
import { followScreens } from '../state/screens.ts';
import { wall } from '../state/wall.ts';
import { shown } from '../state/wall-view.ts';
import { ScreenCard } from './ScreenCard.tsx';

/** How many screens stand side by side in a wide window: the fewer there are, the larger each is. */
const across = (count: number): number => (count <= 1 ? 1 : count <= 4 ? 2 : count <= 9 ? 3 : 12);

/** The terminals of all shown learners, small and live. */
export function ScreensView() {
  useEffect(followScreens, []);
  return (
    <ul
      class="screens"
      style={{ '--across': across(shown.value.length) }}
      aria-label={desk.wall.views.screens}
    >
      {shown.value.map((id) => {
        const row = wall.value.get(id);
        return row && <ScreenCard key={id} row={row} />;
      })}
    </ul>
  );
}
