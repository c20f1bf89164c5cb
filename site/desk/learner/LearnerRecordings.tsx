import '../../styles/recordings.css';
import { useState } from 'preact/hooks';
import { recording } from '../../../protocol/api/desk-wall.ts';
import { pathOf } from '../../../protocol/api/path.ts';
import { Player } from '../../recordings/Player.tsx';
import { nameOf, RecordingEntry } from '../../recordings/RecordingEntry.tsx';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { words } from '../../words/now.ts';
import { ofLearner } from '../state/class.ts';
import { recordingsOf } from '../state/roster.ts';
import { useRemote } from '../use-remote.ts';

/** The recordings of a learner's terminals, to play again. */
export function LearnerRecordings({ learner }: { learner: string }) {
  const { value: list, problem } = useRemote(() => recordingsOf(learner), [learner]);
  const [playing, setPlaying] = useState<string>();
  const fileOf = (id: string): string =>
    pathOf(recording, { params: { ...ofLearner(learner), terminal: id } });
  const played = list?.find(({ id }) => id === playing);
  return (
    <details class="side-card">
      <summary>
        <h3>{words.recordings.title}</h3>
        <span class="soft">{list?.length}</span>
      </summary>
      {problem && <ProblemNote problem={problem} />}
      {list?.length === 0 && <p class="soft">{desk.learner.noRecordings}</p>}
      {played && <Player key={played.id} file={fileOf(played.id)} label={nameOf(played)} />}
      <ol class="recordings">
        {list?.map((info) => (
          <RecordingEntry
            key={info.id}
            info={info}
            file={fileOf(info.id)}
            isPlayed={info.id === playing}
            onPlay={() => setPlaying(info.id)}
          />
        ))}
      </ol>
    </details>
  );
}
