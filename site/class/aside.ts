/** Where the messages stand: in their corner, at the top of the page, or nowhere as long as both places are taken. */
export type Place = 'corner' | 'top' | 'away';

interface Box {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** The first place in which the messages lie on nothing that must be seen. */
export function placeFor(places: Record<'corner' | 'top', Box>, kept: readonly Box[]): Place {
  const isFree = (place: Box) => !kept.some((one) => overlap(place, one));
  if (isFree(places.corner)) return 'corner';
  return isFree(places.top) ? 'top' : 'away';
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
