import { useEffect } from 'preact/hooks';
import { followScreens } from '../../../state/desk/screens.ts';
import { wall } from '../../../state/desk/wall.ts';
import { shown } from '../../../state/desk/wall-view.ts';
import { desk } from '../../../words/desk-now.ts';
import { ScreenCard } from './ScreenCard.tsx';

/** The terminals of all who are shown, small and live. */
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
