import { blocks } from './de/blocks.ts';
import { chapters } from './de/chapters.ts';
import { classroom } from './de/classroom.ts';
import { courses } from './de/courses.ts';
import { docs } from './de/docs.ts';
import { editor } from './de/editor.ts';
import { exercise } from './de/exercise.ts';
import { files } from './de/files.ts';
import { header } from './de/header.ts';
import { host } from './de/host.ts';
import { join } from './de/join.ts';
import { keys } from './de/keys.ts';
import { lti } from './de/lti.ts';
import { map } from './de/map.ts';
import { missing } from './de/missing.ts';
import { notes } from './de/notes.ts';
import { offers } from './de/offers.ts';
import { parts } from './de/parts.ts';
import { preview } from './de/preview.ts';
import { problems } from './de/problems.ts';
import { recordings } from './de/recordings.ts';
import { rest } from './de/rest.ts';
import { signIn } from './de/sign-in.ts';
import { ssh } from './de/ssh.ts';
import { start } from './de/start.ts';
import { terminal } from './de/terminal.ts';
import { work } from './de/work.ts';
import type { Words } from './type.ts';

/** The same in German. */
export const de: Words = {
  blocks,
  chapters,
  classroom,
  courses,
  docs,
  editor,
  exercise,
  files,
  header,
  host,
  join,
  keys,
  lti,
  map,
  missing,
  notes,
  offers,
  parts,
  preview,
  problems,
  recordings,
  rest,
  signIn,
  ssh,
  start,
  terminal,
  work,
};
