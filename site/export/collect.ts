import { z } from 'zod';
import type { Attempt } from '../../protocol/attempt.ts';
import { Exercise } from '../../protocol/exercise.ts';
import { Me } from '../../protocol/learner.ts';
import type { Note } from '../../protocol/note.ts';
import { RecordingInfo } from '../../protocol/recording.ts';
import { attemptsOn } from '../state/exercises.ts';
import { loadNotes } from '../state/notes.ts';
import { fileOf } from '../state/recordings.ts';
import { asProblem, call } from '../wire/api.ts';
import { words } from '../words/now.ts';

/** An exercise and the learner's attempts at it, newest first. */
export interface Answered {
  exercise: Exercise;
  attempts: Attempt[];
}

/** A recording and its file (asciicast v3). */
export interface Recorded {
  info: RecordingInfo;
  cast: string;
}

/** All that a learner has done. */
export interface Collected {
  me: Me;
  answers: Answered[];
  notes: Note[];
  recordings: Recorded[];
}

/** Fetches it all. @param tell is told what is being done. @throws ApiProblem */
export async function collect(tell: (doing: string) => void): Promise<Collected> {
  tell(words.work.collecting);
  const me = await call('GET', '/api/me', Me);
  const { exercises } = await call('GET', '/api/exercises', z.object({ exercises: z.array(Exercise) }));
  const answers: Answered[] = [];
  for (const exercise of exercises) answers.push({ exercise, attempts: await attemptsOn(exercise.id) });
  const notes = await loadNotes();
  const list = await call('GET', '/api/recordings', z.object({ recordings: z.array(RecordingInfo) }));
  const recordings: Recorded[] = [];
  for (const [i, info] of list.recordings.entries()) {
    tell(words.work.recording(i + 1, list.recordings.length));
    recordings.push({ info, cast: await castOf(info.id) });
  }
  return { me, answers, notes, recordings };
}

/** @throws ApiProblem */
async function castOf(id: string): Promise<string> {
  const response = await fetch(fileOf(id)).catch((thrown) => {
    throw asProblem(thrown);
  });
  // One that went meanwhile, for there is only so much room, is left out as an empty one.
  return response.ok ? await response.text() : '';
}
