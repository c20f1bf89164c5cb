import { type Signal, signal } from '@preact/signals';
import { keep, kept } from './kept.ts';

/** A choice of the learner's that this browser remembers: one of a few words, the first of which holds until they choose. */
export function keptChoice<Word extends string>(
  key: string,
  words: readonly [Word, ...Word[]],
): Signal<Word> {
  const was = words.find((word) => word === kept(key));
  const choice = signal<Word>(was ?? words[0]);
  choice.subscribe((word) => {
    if (word !== (kept(key) ?? words[0])) keep(key, word);
  });
  return choice;
}
