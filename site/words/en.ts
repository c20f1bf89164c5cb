import { header } from './en/header.ts';

/** Every word of the pages in English, by the part of the page it stands in. */
export const en = { header } as const;
