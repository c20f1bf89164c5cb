/** A name by which two that look alike are the same: composed letters, no capitals, single spaces. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
