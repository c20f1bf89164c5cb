import { nameAmong } from '../terminal/tab-labels.ts';
import { Icon } from '../ui/Icon.tsx';
import { inWords } from '../words/format.ts';
import { words } from '../words/now.ts';
import { watchersOf } from './state.ts';

/** Names the instructors who look at the shown terminals. */
export function WatchedNote({ terminals }: { terminals: readonly string[] }) {
  const watched = terminals.filter((id) => watchersOf(id).length > 0);
  return (
    <span class="watched-note" role="status">
      {watched.length > 0 && <Icon sign="eye" />}
      {watched.map((id) => words.classroom.watchedBy(inWords(watchersOf(id)), nameAmong(id))).join(', ')}
    </span>
  );
}
