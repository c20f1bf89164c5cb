import { type Signal, signal } from '@preact/signals';
import { keep, kept } from './kept.ts';

/** A text that this browser remembers. */
function keptSignal(key: string, otherwise: string): Signal<string> {
  const text = signal(kept(key) ?? otherwise);
  text.subscribe((now) => {
    if (now !== (kept(key) ?? otherwise)) keep(key, now);
  });
  return text;
}

/** A learner's choice of one of a few words, which this browser remembers. The first word holds until they choose. */
export function keptChoice<Word extends string>(
  key: string,
  words: readonly [Word, ...Word[]],
): Signal<Word> {
  const text = keptSignal(key, words[0]);
  if (!words.some((word) => word === text.value)) text.value = words[0];
  return text as Signal<Word>;
}
