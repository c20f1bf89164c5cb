/**
 * Ids in a steady order: ids that were there before keep their places, and new ones come last. So the drawing of the remaining parts does not
 * change when a part comes or goes.
 */
export function steadyOrder(ids: readonly string[], before: readonly string[]): string[] {
  const now = new Set(ids);
  const known = new Set(before);
  return [...before.filter((id) => now.has(id)), ...ids.filter((id) => !known.has(id))];
}
