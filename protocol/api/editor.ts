import { z } from 'zod';
import {
  AsRoot,
  EditedFile,
  FileVersion,
  Folder,
  HostPath,
  LARGEST_EDITED,
  MOST_ENTRIES,
  SavedFile,
} from '../edit.ts';
import type { ProblemKind } from '../problem.ts';
import { contract } from './contract.ts';

const problems = [
  'invalid-fields',
  'not-found',
  'no-permission',
  'file-unfit',
  'host-not-ready',
  'host-out-of-bounds',
] as const satisfies ProblemKind[];
const limit = { perMinute: 240, per: 'learner', what: 'requests of the editor' } as const;
const changed = { status: 200, description: 'The path without links.', schema: z.object({ path: HostPath }) };
const sudo = z.boolean().default(false).describe('As root, by `sudo`.');

export const folder = contract({
  method: 'get',
  path: '/api/host/editor/folder',
  access: 'learner',
  summary: 'A folder on your lab host',
  description: `At most ${MOST_ENTRIES} entries.`,
  query: { path: HostPath, sudo: AsRoot },
  answer: { status: 200, description: 'Its entries.', schema: Folder },
  problems,
  limit,
});

export const read = contract({
  method: 'get',
  path: '/api/host/editor/file',
  access: 'learner',
  summary: 'A text file on your lab host',
  description: `Of at most ${LARGEST_EDITED} bytes, in UTF-8.`,
  query: {
    path: HostPath,
    known: FileVersion.optional().describe('The version that you have. Its text is not sent again.'),
    sudo: AsRoot,
  },
  answer: {
    status: 200,
    description: 'The file, or null when its version is the known one.',
    schema: z.object({ file: EditedFile.nullable() }),
  },
  problems: [...problems, 'not-text', 'too-large'],
  limit,
});

export const save = contract({
  method: 'post',
  path: '/api/host/editor/file',
  access: 'learner',
  summary: 'Save a file on your lab host',
  description: `The body is the file, at most ${LARGEST_EDITED} bytes, with its Content-Length. It takes the place of the old one at once, with the same owner, mode and extended attributes.`,
  query: {
    path: HostPath,
    version: FileVersion.optional().describe(
      'The version that is replaced. When the file has another one, nothing is saved. Left out: there is no such file.',
    ),
    sudo: AsRoot,
  },
  takesFile: true,
  answer: { status: 200, description: 'It is on the disk.', schema: SavedFile },
  problems: [...problems, 'file-changed', 'file-exists', 'file-refused', 'too-large', 'malformed-request'],
  limit,
});

export const make = contract({
  method: 'post',
  path: '/api/host/editor/folder',
  access: 'learner',
  summary: 'Make a folder on your lab host',
  body: z.strictObject({ path: HostPath, sudo }),
  answer: changed,
  problems: [...problems, 'file-exists', 'file-refused'],
  limit,
});

export const rename = contract({
  method: 'post',
  path: '/api/host/editor/rename',
  access: 'learner',
  summary: 'Give a file or a folder on your lab host another path',
  description: 'What has that path already stays.',
  body: z.strictObject({ path: HostPath, to: HostPath, sudo }),
  answer: changed,
  problems: [...problems, 'file-exists', 'file-refused'],
  limit,
});

export const remove = contract({
  method: 'post',
  path: '/api/host/editor/remove',
  access: 'learner',
  summary: 'Remove a file or an empty folder on your lab host',
  body: z.strictObject({ path: HostPath, sudo }),
  answer: changed,
  problems,
  limit,
});
