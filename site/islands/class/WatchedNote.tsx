import { watchersOf } from '../../state/class.ts';
import { nameAmong } from '../../state/tab-labels.ts';
import { inWords } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { Icon } from '../Icon.tsx';

/** Says who looks at the terminals that are shown. */
export function WatchedNote({ terminals }: { terminals: readonly string[] }) {
  const watched = terminals.filter((id) => watchersOf(id).length > 0);
  return (
    <span class="watched-note" role="status">
      {watched.length > 0 && <Icon sign="eye" />}
      {watched.map((id) => words.classroom.watchedBy(inWords(watchersOf(id)), nameAmong(id))).join(', ')}
    </span>
  );
}
