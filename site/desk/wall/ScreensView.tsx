import { useEffect } from 'preact/hooks';
import { desk } from '../../words/desk-now.ts';
import { followScreens } from '../state/screens.ts';
import { wall } from '../state/wall.ts';
import { shown } from '../state/wall-view.ts';
import { ScreenCard } from './ScreenCard.tsx';

/** The terminals of all shown learners, small and live. */
export function ScreensView() {
  useEffect(followScreens, []);
  return (
    <ul class="screens" aria-label={desk.wall.views.screens}>
      {shown.value.map((id) => {
        const row = wall.value.get(id);
        return row && <ScreenCard key={id} row={row} />;
      })}
    </ul>
  );
}
