/**
 * Ids in an order that stays: who was there before keeps the place, and who is new comes last. So the drawing of what remains does
 * not change when something comes or goes.
 */
export function steadyOrder(ids: readonly string[], before: readonly string[]): string[] {
  const now = new Set(ids);
  const known = new Set(before);
  return [...before.filter((id) => now.has(id)), ...ids.filter((id) => !known.has(id))];
}
