import { blocks } from './en/blocks.ts';
import { chapters } from './en/chapters.ts';
import { classroom } from './en/classroom.ts';
import { courses } from './en/courses.ts';
import { docs } from './en/docs.ts';
import { editor } from './en/editor.ts';
import { exercise } from './en/exercise.ts';
import { files } from './en/files.ts';
import { header } from './en/header.ts';
import { host } from './en/host.ts';
import { join } from './en/join.ts';
import { keys } from './en/keys.ts';
import { lti } from './en/lti.ts';
import { map } from './en/map.ts';
import { missing } from './en/missing.ts';
import { notes } from './en/notes.ts';
import { offers } from './en/offers.ts';
import { parts } from './en/parts.ts';
import { preview } from './en/preview.ts';
import { problems } from './en/problems.ts';
import { recordings } from './en/recordings.ts';
import { rest } from './en/rest.ts';
import { signIn } from './en/sign-in.ts';
import { ssh } from './en/ssh.ts';
import { start } from './en/start.ts';
import { terminal } from './en/terminal.ts';
import { work } from './en/work.ts';

/** Every word of the pages in English, by the part of the page it stands in. */
export const en = {
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
} as const;
