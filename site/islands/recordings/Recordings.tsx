import { useEffect, useState } from 'preact/hooks';
import type { RecordingInfo } from '../../../protocol/recording.ts';
import { needLearner } from '../../state/learner.ts';
import { fileOf, loadRecordings, recordings, removeRecording } from '../../state/recordings.ts';
import { type ApiProblem, asProblem } from '../../wire/api.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { Player } from './Player.tsx';

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

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
      {shown && <Player key={shown.id} id={shown.id} label={nameOf(shown)} />}
      {list === null && (
        <button
          type="button"
          class="button primary"
          onClick={() => attempt(async () => void ((await needLearner()) && (await loadRecordings())))}
        >
          Start my lab
        </button>
      )}
      {list && !list.on && <p>Terminals are not recorded on this lab server.</p>}
      {list?.on && list.recordings.length === 0 && (
        <p>Nothing is recorded yet: open a terminal in a chapter.</p>
      )}
      <ol class="recordings">
        {list?.recordings.map((info) => (
          <li key={info.id} aria-current={info.id === playing}>
            <button type="button" class="recording-play" onClick={() => setPlaying(info.id)}>
              <span class="recording-title">{info.title}</span>
              <span class="recording-when">
                {clock.format(new Date(info.startedAt))}, {lengthOf(info)}
                {info.live && ', still open'}
              </span>
            </button>
            <span class="recording-tools">
              <a class="button small" href={fileOf(info.id)} download={`${info.id}.cast`}>
                Download
              </a>
              <RemoveButton info={info} onRemove={() => attempt(() => removeRecording(info.id))} />
            </span>
          </li>
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
      aria-label={`${sure ? 'Really delete' : 'Delete'} ${nameOf(info)}`}
      onClick={() => (sure ? onRemove() : setSure(true))}
      onBlur={() => setSure(false)}
    >
      {sure ? 'Really delete' : 'Delete'}
    </button>
  );
}

const nameOf = ({ title, startedAt }: RecordingInfo) => `${title}, ${clock.format(new Date(startedAt))}`;

function lengthOf({ seconds, bytes }: RecordingInfo): string {
  const minutes = Math.round(seconds / 60);
  const long = minutes < 1 ? 'less than a minute' : minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return `${long}, ${bytes < 1e5 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`}`;
}
