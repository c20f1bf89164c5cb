import { type Signal, signal } from '@preact/signals';
import { keep, kept } from './kept.ts';

/** A text that this browser remembers. */
export function keptSignal(key: string, otherwise: string): Signal<string> {
  const text = signal(kept(key) ?? otherwise);
  text.subscribe((now) => {
    if (now !== (kept(key) ?? otherwise)) keep(key, now);
  });
  return text;
}

/** A choice of the learner's that this browser remembers: one of a few words, the first of which holds until they choose. */
export function keptChoice<Word extends string>(
  key: string,
  words: readonly [Word, ...Word[]],
): Signal<Word> {
  const text = keptSignal(key, words[0]);
  if (!words.some((word) => word === text.value)) text.value = words[0];
  return text as Signal<Word>;
}
