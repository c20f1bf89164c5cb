import { useEffect, useState } from 'preact/hooks';
import type { RecordingInfo } from '../../../protocol/recording.ts';
import { needLearner } from '../../state/learner.ts';
import { fileOf, loadRecordings, recordings, removeRecording } from '../../state/recordings.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { words } from '../../words/now.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { Player } from './Player.tsx';
import { nameOf, RecordingEntry } from './RecordingEntry.tsx';

/** The learner's recordings: play one, download it, throw it away. */
export function Recordings() {
  const [problem, setProblem] = useState<ApiProblem>();
  const [playing, setPlaying] = useState<string>();
  const attempt = (work: () => Promise<void>): void => {
    setProblem(undefined);
    void work().catch((thrown) => setProblem(asProblem(thrown)));
  };
  useEffect(() => attempt(loadRecordings), []);

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
          onClick={() => attempt(async () => void ((await needLearner()) && (await loadRecordings())))}
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
            <RemoveButton info={info} onRemove={() => attempt(() => removeRecording(info.id))} />
          </RecordingEntry>
        ))}
      </ol>
    </>
  );
}

/** Asks once more, in its own place: there is no way back. */
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
