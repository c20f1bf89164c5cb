import { expect, test } from 'vitest';
import type { ReviewItem } from '../../../protocol/desk/grades.ts';
import { inPlace } from './in-place.ts';

const item = (id: number, why: ReviewItem['why'] = 'dispute') => ({ why, attempt: { id } }) as ReviewItem;
const read = (placed: ReturnType<typeof inPlace>) =>
  placed.map(({ item: { why, attempt }, waits }) => `${why} ${attempt.id}${waits ? '' : ' over'}`);

test('what is shown stays in its place, and what has come since is last, however old it is', () => {
  const shown = inPlace([], [item(3), item(5)]);
  expect(read(shown)).toEqual(['dispute 3', 'dispute 5']);
  const more = inPlace(shown, [item(1), item(3), item(5), item(8)]);
  expect(read(more)).toEqual(['dispute 3', 'dispute 5', 'dispute 1', 'dispute 8']);
});

test('what no longer waits keeps its place, and waits again when that is taken back', () => {
  const shown = inPlace([], [item(3), item(5)]);
  const decided = inPlace(shown, [item(5)]);
  expect(read(decided)).toEqual(['dispute 3 over', 'dispute 5']);
  expect(read(inPlace(decided, [item(3), item(5)]))).toEqual(['dispute 3', 'dispute 5']);
});

test('an answer that was kept for review and is disputed now is another thing to decide', () => {
  const shown = inPlace([], [item(3, 'needs-review')]);
  expect(read(inPlace(shown, [item(3)]))).toEqual(['needs-review 3 over', 'dispute 3']);
});
