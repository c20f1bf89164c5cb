import { bareName } from '../../protocol/name.ts';

/** The form of a name in which two names that look alike are equal: composed letters, no capitals, single spaces, nothing invisible. */
export function plainName(name: string): string {
  return bareName(name.normalize('NFKC')).toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
