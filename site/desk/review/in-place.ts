import type { ReviewItem } from '../../../protocol/desk/grades.ts';

/** An answer on the page, and whether it still waits for a decision. */
export interface Placed {
  item: ReviewItem;
  waits: boolean;
}

export const keyOf = ({ why, attempt }: ReviewItem) => `${why} ${attempt.id}`;

/** What is shown stays in its place, also when it no longer waits, since somebody may be at work on it. What has come since is last. */
export function inPlace(shown: readonly Placed[], waiting: readonly ReviewItem[]): Placed[] {
  const left = new Map(waiting.map((item) => [keyOf(item), item]));
  const stays = shown.map(({ item: before }): Placed => {
    const item = left.get(keyOf(before));
    left.delete(keyOf(before));
    return { item: item ?? before, waits: item !== undefined };
  });
  return [...stays, ...[...left.values()].map((item) => ({ item, waits: true }))];
}
