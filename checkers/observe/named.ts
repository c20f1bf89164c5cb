import type { ObservedContainer } from './container.ts';

/** An id with fewer digits than the framework's list shows is too short to name a container. */
const ID = /^[0-9a-f]{12,64}$/;

/** A name without what surrounds it where it is copied from: quotes, brackets, the slash of `docker inspect`, a full stop. */
export const plainName = (written: string): string =>
  written.toLowerCase().replace(/^[\s"'`“‘„(/[]+|(?<![\s"'`”’“)\].,;:!])[\s"'`”’“)\].,;:!]+$/g, '');

/** The containers that a learner means by a name, or by the beginning of an id. */
export function meantBy<T extends ObservedContainer>(written: string, containers: readonly T[]): T[] {
  const word = plainName(written);
  return containers.filter(
    ({ name, id }) => name.toLowerCase() === word || (ID.test(word) && id?.startsWith(word)),
  );
}
