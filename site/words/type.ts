import type { desk } from './en/desk.ts';
import type { en } from './en.ts';

/** What English has, for any language: any text for a text, and functions of the same arguments. */
type In<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: In<T[Key]> };

/** Every word of the pages. English is where a word is added; the compiler then asks for it in each other language. */
export type Words = In<typeof en>;

/** Every word of the instructor's desk, which learners' pages do not load. */
export type DeskWords = In<typeof desk>;
