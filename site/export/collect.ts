import { list as listExercises } from '../../protocol/api/exercises.ts';
import { me as askMe } from '../../protocol/api/learner.ts';
import { list as listRecordings } from '../../protocol/api/recordings.ts';
import type { Attempt } from '../../protocol/attempt.ts';
import type { Exercise } from '../../protocol/exercise.ts';
import type { Me } from '../../protocol/learner.ts';
import type { Note } from '../../protocol/note.ts';
import type { RecordingInfo } from '../../protocol/recording.ts';
import { attemptsOn } from '../exercise/state.ts';
import { loadNotes } from '../notes/state.ts';
import { fileOf } from '../recordings/state.ts';
import { ApiProblem, call, fetchFile } from '../wire/api.ts';
import { words } from '../words/now.ts';

/** An exercise and the learner's attempts at it, newest first. */
export interface Answered {
  exercise: Exercise;
  attempts: Attempt[];
}

/** A recording and its file (asciicast v3). */
interface Recorded {
  info: RecordingInfo;
  cast: string;
}

/** Everything that a learner has done. */
export interface Collected {
  me: Me;
  answers: Answered[];
  notes: Note[];
  recordings: Recorded[];
}

/** Fetches everything. @param tell is told what is being done. @throws ApiProblem */
export async function collect(tell: (doing: string) => void): Promise<Collected> {
  tell(words.work.collecting);
  const me = await call(askMe);
  const { exercises } = await call(listExercises);
  const answers: Answered[] = [];
  for (const exercise of exercises) answers.push({ exercise, attempts: await attemptsOn(exercise.id) });
  const notes = await loadNotes();
  const list = await call(listRecordings);
  const recordings: Recorded[] = [];
  for (const [i, info] of list.recordings.entries()) {
    tell(words.work.recording(i + 1, list.recordings.length));
    recordings.push({ info, cast: await castOf(info.id) });
  }
  return { me, answers, notes, recordings };
}

/** @throws ApiProblem */
async function castOf(id: string): Promise<string> {
  try {
    return await (await fetchFile(fileOf(id))).text();
  } catch (thrown) {
    // A recording that was removed meanwhile to make room is left out, as an empty one is.
    if (thrown instanceof ApiProblem && thrown.problem.status === 404) return '';
    throw thrown;
  }
}
