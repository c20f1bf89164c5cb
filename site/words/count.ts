/** A count with its noun: the one form for 1, the other for any other number, as English and German have it. */
export const counted = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`;
