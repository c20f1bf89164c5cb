import { Framework } from '../../protocol/scenario.ts';
import type { ObservedContainer } from '../observe/container.ts';
import { meantBy } from '../observe/named.ts';

/** What stands beside names and names nothing. */
const BESIDE =
  /^(?:container|containers|instance|name|named|names|the|and|und|or|of|in|on|from|is|are|running|up|a|an|none|no|nothing|keine?r?|-+|&|\+)$/;

/** Between two names of a list. */
const SEPARATOR = /[,;\n|]|(?<=\s)(?:and|und|&)(?=\s)/;

export interface ReadNames<T> {
  /** The containers that are meant, for each name. */
  meant: T[][];
  /** Words that name no container, as they were written. */
  unread: string[];
}

/**
 * Reads names of containers as people give them: one or a list, in quotes, with a full stop, with the framework beside ("heron (Incus)", "Docker's whale"). Where
 * containers of several frameworks have the name, those of the framework beside it are meant.
 */
export function readNames<T extends ObservedContainer>(text: string, containers: readonly T[]): ReadNames<T> {
  const read: ReadNames<T> = { meant: [], unread: [] };
  for (const part of text.split(SEPARATOR)) {
    const words = part.split(/[\s()[\]{}:=]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const named = words.map((word) => ({ word, meant: meantBy(word, containers) }));
    const found = named.filter(({ meant }) => meant.length > 0);
    const beside = words.flatMap((word) => frameworkIn(word) ?? []);
    for (const { meant } of found) {
      const own = found.length === 1 ? meant.filter(({ framework }) => beside.includes(framework)) : [];
      read.meant.push(own.length > 0 ? own : meant);
    }
    read.unread.push(
      ...named
        .filter(({ word, meant }) => meant.length === 0 && !BESIDE.test(word.toLowerCase()))
        .filter(({ word }) => found.length === 0 || frameworkIn(word) === undefined)
        .map(({ word }) => word),
    );
  }
  return read;
}

/** The framework that a word names: `Incus`, `Docker's`, `docker.io`. */
function frameworkIn(word: string): Framework | undefined {
  const [first = ''] = word.toLowerCase().split(/[^a-z]/);
  return Framework.safeParse(first).data;
}
