import { names } from './names.ts';
import { type Tab, tabs } from './terminals.ts';

/** What the page calls a terminal in a sentence; undefined where it is the only one, or is not known. */
export const nameAmong = (id: string): string | undefined =>
  (tabs.value ?? []).length > 1 ? labelOf(id) || undefined : undefined;

/** A tab's name; a number tells it from others before it that are called the same. Empty for one that is not there. */
export function labelOf(id: string): string {
  const nameOf = (tab: Tab) => names.value[tab.id] ?? tab.title;
  const list = tabs.value ?? [];
  const at = list.findIndex((tab) => tab.id === id);
  const mine = list[at];
  if (!mine) return '';
  const before = list.slice(0, at).filter((tab) => nameOf(tab) === nameOf(mine)).length;
  return before === 0 ? nameOf(mine) : `${nameOf(mine)} (${before + 1})`;
}
