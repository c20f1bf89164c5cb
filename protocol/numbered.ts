/** A folder or file of a course: its number says its place, and its id is what everything else calls it. */
export interface Numbered {
  number: number;
  id: string;
}

/** What a name such as 03-open-ports says; undefined when it is none of that form. */
export function numbered(name: string): Numbered | undefined {
  const [, number, id] = /^(\d+)-(.+)$/.exec(name) ?? [];
  return number === undefined || id === undefined ? undefined : { number: Number(number), id };
}
