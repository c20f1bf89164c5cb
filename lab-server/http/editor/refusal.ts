import { LARGEST_EDITED } from '../../../protocol/edit.ts';
import type { ProblemKind } from '../../../protocol/problem.ts';
import { HttpProblem } from '../problem.ts';

const FULL = 'The disk is full: `df -h ~` on the host shows that.';
const SIZE = `The editor takes files of at most ${LARGEST_EDITED / 2 ** 20} MiB.`;

/** The problem for each word with which edit.pl refuses, and what it says of a path. */
const refusals: Record<string, [kind: ProblemKind, say: (path: string) => string]> = {
  ENOENT: ['not-found', (path) => `There is no ${path}.`],
  EACCES: ['no-permission', (path) => `The user pi may not do that with ${path}. With sudo, root may.`],
  EPERM: ['no-permission', (path) => `Nobody may do that with ${path}, or only root with sudo.`],
  EROFS: ['no-permission', (path) => `${path} is on a file system that can only be read.`],
  EEXIST: ['file-exists', (path) => `${path} is there already, and stays as it is.`],
  ENOTDIR: ['file-unfit', (path) => `A part of ${path} is no folder.`],
  EISDIR: ['file-unfit', (path) => `${path} is a folder.`],
  ENOTEMPTY: [
    'file-unfit',
    (path) => `${path} is not empty. \`rm -r\` in the terminal removes it with all in it.`,
  ],
  ENOTFILE: [
    'file-unfit',
    (path) => `${path} is a device, a pipe or a socket: there is nothing in it to edit.`,
  ],
  ELOOP: ['file-unfit', (path) => `The links of ${path} lead in a circle, or changed just now.`],
  ENAMETOOLONG: ['file-unfit', () => 'The name is too long for the file system.'],
  EBUSY: ['file-unfit', (path) => `${path} is in use by the system: something is mounted there.`],
  ETXTBSY: ['file-unfit', (path) => `${path} is a program that runs just now.`],
  EXDEV: ['file-unfit', () => 'It would have to go to another file system. `mv` in the terminal does that.'],
  EINVAL: ['file-unfit', (path) => `That does not work with ${path}.`],
  EFBIG: ['too-large', (path) => `${path} is too large. ${SIZE} \`less\` in the terminal shows it.`],
  ECHANGED: [
    'file-changed',
    (path) => `${path} has changed on the host since you read it. Nothing was saved.`,
  ],
  ENOSPC: ['file-refused', () => FULL],
  EDQUOT: ['file-refused', () => FULL],
};

/** @param words the request: its verb and the path. */
export function refusal(word: string, [, path = '', to = '']: string[]): HttpProblem {
  const [kind, say] = refusals[word] ?? [
    'file-unfit',
    (where) => `Your lab host could not do that with ${where}.`,
  ];
  return new HttpProblem(kind, say(word === 'EEXIST' && to.startsWith('/') ? to : path));
}
