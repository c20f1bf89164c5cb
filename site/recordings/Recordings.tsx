import { useEffect, useState } from 'preact/hooks';
import type { RecordingInfo } from '../../protocol/recording.ts';
import { needLearner } from '../learner/state.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { words } from '../words/now.ts';
import { Player } from './Player.tsx';
import { nameOf, RecordingEntry } from './RecordingEntry.tsx';
import { fileOf, loadRecordings, recordings, removeRecording } from './state.ts';

/** The learner's recordings, to play, download or delete. */
export function Recordings() {
  const { problem, act } = useAct();
  const [playing, setPlaying] = useState<string>();
  useEffect(() => void act(loadRecordings), []);

  const list = recordings.value;
  const shown = list?.recordings.find(({ id }) => id === playing);
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      {shown && <Player key={shown.id} file={fileOf(shown.id)} label={nameOf(shown)} />}
      {list === null && (
        <button
          type="button"
          class="button primary"
          onClick={() => void act(async () => (await needLearner()) && loadRecordings())}
        >
          {words.join.start}
        </button>
      )}
      {list && !list.on && <p>{words.recordings.off}</p>}
      {list?.on && list.recordings.length === 0 && <p>{words.recordings.none}</p>}
      <ol class="recordings">
        {list?.recordings.map((info) => (
          <RecordingEntry
            key={info.id}
            info={info}
            file={fileOf(info.id)}
            isPlayed={info.id === playing}
            onPlay={() => setPlaying(info.id)}
          >
            <RemoveButton info={info} onRemove={() => void act(() => removeRecording(info.id))} />
          </RecordingEntry>
        ))}
      </ol>
    </>
  );
}

/** Asks once more, in the same place, since there is no way back. */
function RemoveButton({ info, onRemove }: { info: RecordingInfo; onRemove: () => void }) {
  const [sure, setSure] = useState(false);
  return (
    <button
      type="button"
      class={`button small ${sure ? 'danger' : ''}`}
      aria-label={
        sure ? words.recordings.reallyDeleteThis(nameOf(info)) : words.recordings.deleteThis(nameOf(info))
      }
      onClick={() => (sure ? onRemove() : setSure(true))}
      onBlur={() => setSure(false)}
    >
      {sure ? words.recordings.reallyDelete : words.recordings.delete}
    </button>
  );
}
