import { header } from './de/header.ts';
import type { Words } from './type.ts';

/** The same in German. */
export const de: Words = { header };
