import type { desk } from './en/desk.ts';
import type { en } from './en.ts';

/** The shape of the English words, for any language: any text for a text, and functions with the same arguments. */
type In<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: In<T[Key]> };

/** Every word of the pages. A new word is added in English. The compiler then asks for it in each other language. */
export type Words = In<typeof en>;

/** Every word of the instructor's desk, which learners' pages do not load. */
export type DeskWords = In<typeof desk>;
