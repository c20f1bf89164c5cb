import { expect, test } from 'vitest';
import { compare } from './compare.ts';

const shown = (theirs: string, mine: string) =>
  compare(theirs, mine).map(({ text, in: whose }) => ({ both: ' ', theirs: '-', mine: '+' })[whose] + text);

test('shows what is common once, and what only one text has where it belongs', () => {
  expect(shown('a\nb\nc\nd', 'a\nx\nc\nd\ne')).toEqual(
    [' a', '-b', '+x', ' c', '-d', '+d', '+e'].slice(0, 4).concat([' d', '+e']),
  );
});

test('both texts can be read out of it, whatever they are', () => {
  for (let number = 0; number < 3 ** 8; number += 1) {
    const letters = [...number.toString(3).padStart(8, '0')];
    const [theirs, mine] = [letters.slice(0, 4).join('\n'), letters.slice(4).join('\n')];
    const lines = compare(theirs, mine);
    const without = (whose: string) =>
      lines
        .filter((line) => line.in !== whose)
        .map(({ text }) => text)
        .join('\n');
    expect([without('mine'), without('theirs')]).toEqual([theirs, mine]);
  }
});

test('two long texts that have nothing in common are shown whole', () => {
  const [theirs, mine] = ['a\n', 'b\n'].map((line) => line.repeat(3000)) as [string, string];
  expect(compare(theirs, mine).length).toBe(6001);
});
