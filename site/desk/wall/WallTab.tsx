import type { ClassDetail } from '../../../protocol/desk/class.ts';
import { desk } from '../../words/desk-now.ts';
import { isLive, wall } from '../state/wall.ts';
import { shown, view } from '../state/wall-view.ts';
import { HandsQueue } from './HandsQueue.tsx';
import { ScreensView } from './ScreensView.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { WallGrid } from './WallGrid.tsx';
import { WallTools } from './WallTools.tsx';

/** All learners who take part, as a grid of their exercises or as their screens, and the queue of raised hands. */
export function WallTab({ here }: { here: ClassDetail }) {
  if (wall.value.size === 0) {
    return <p class="empty-note">{isLive.value ? desk.wall.nobody(here.code) : desk.common.loading}</p>;
  }
  return (
    <div class="wall">
      <HandsQueue />
      <WallTools />
      {shown.value.length === 0 && <p class="empty-note">{desk.wall.noneShown}</p>}
      {view.value === 'grid' ? <WallGrid here={here} /> : <ScreensView />}
      <SelectionBar here={here} />
    </div>
  );
}
