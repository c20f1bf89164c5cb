import type { ObservedContainer } from './container.ts';

/** Fewer digits of an id than its list shows say too little. */
const ID = /^[0-9a-f]{12,64}$/;

/** The containers that a learner means by a name, or by the beginning of an id. */
export function meantBy<T extends ObservedContainer>(written: string, containers: readonly T[]): T[] {
  const word = written.toLowerCase();
  return containers.filter(
    ({ name, id }) => name.toLowerCase() === word || (ID.test(word) && id?.startsWith(word)),
  );
}

/** The same of the first of several words that means any. */
export function meantByOne<T extends ObservedContainer>(
  words: readonly string[],
  containers: readonly T[],
): T[] {
  return words.map((word) => meantBy(word, containers)).find(({ length }) => length > 0) ?? [];
}
