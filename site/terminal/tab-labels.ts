import { words } from '../words/now.ts';
import { names } from './names.ts';
import { running, tabs } from './state.ts';

/** The name of a terminal in a sentence; undefined when it is the only one, or is not known. */
export const nameAmong = (id: string): string | undefined =>
  (tabs.value ?? []).length > 1 ? labelOf(id) || undefined : undefined;

/**
 * A tab's label: the name that the learner gave it, or its number with the command that runs in it, or with the folder of its shell. Empty for
 * a tab that does not exist. One on the second host always says so.
 */
export function labelOf(id: string): string {
  const list = tabs.value ?? [];
  const at = list.findIndex((tab) => tab.id === id);
  const tab = list[at];
  if (!tab) return '';
  const label = names.value[id] ?? `${at + 1}: ${running.value[id] || folderOf(tab.title)}`;
  return tab.host === 'second' ? words.host.second.tab(label) : label;
}

/** The folder in a title such as `pi@pi: ~/lab`, which bash sets; of another title all. */
const folderOf = (title: string): string =>
  /^(?:\(second\))?[\w.-]+@[\w.-]+: ?(.+)$/.exec(title)?.[1] ?? title;
