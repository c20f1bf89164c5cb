import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileWork } from '../../contract.ts';

const script = (name: string) => path.join(import.meta.dirname, name);
const textOf = (name: string) => readFileSync(script(name), 'utf8');

/** A script as text, since the users who run it can't read our files. */
export const DIAL = textOf('dial.pl');
const HOME_FILES = textOf('home-files.sh');
const EDIT = textOf('edit.pl');
/** A script's path, for root. */
export const ENTER_NETNS = script('enter-netns.pl');
/** Seconds that dial.pl may take to make a connection. */
export const DIAL_WAIT = 5;

/** Runs edit.pl. sudo fails before the program has said anything, and then this says why. */
const BY_SUDO = 'exec 2> /dev/null; sudo -n -- perl -e "$1" -- "$2" "$HOME" || echo EPERM';
const AS_LEARNER = 'exec perl -e "$1" -- "$2" "$HOME"';

/** argv that does this work with files, for the learner to run, with their home directory in HOME (home-files.sh, edit.pl). */
export function fileProgram(work: FileWork): string[] {
  if (work.do === 'edit') return ['sh', '-c', work.sudo ? BY_SUDO : AS_LEARNER, 'sh', EDIT, process.arch];
  const words = work.do === 'list' ? [] : [work.name];
  if (work.do === 'put') words.push(String(Math.trunc(work.bytes)));
  return ['sh', '-c', HOME_FILES, 'sh', work.do, ...words];
}
