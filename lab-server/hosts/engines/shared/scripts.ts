import { readFileSync } from 'node:fs';
import path from 'node:path';

const script = (name: string) => path.join(import.meta.dirname, name);

/** A script as text, since the users who run it can't read our files. */
export const DIAL = readFileSync(script('dial.pl'), 'utf8');
export const HOME_FILES = readFileSync(script('home-files.sh'), 'utf8');
/** A script's path, for root. */
export const ENTER_NETNS = script('enter-netns.pl');
/** Seconds that dial.pl may take to make a connection. */
export const DIAL_WAIT = 5;
