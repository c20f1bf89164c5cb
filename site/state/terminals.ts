import { computed, signal } from '@preact/signals';
import { TerminalCreated, TerminalList, type TerminalRequest } from '../../protocol/terminal.ts';
import { keep, kept } from '../shell/kept.ts';
import { safeTitle } from '../terminal/title.ts';
import { call, nothing } from '../wire/api.ts';
import { words } from '../words/now.ts';

/** One tab: a terminal of the learner's. Its title is what the shell last said, if it said one. */
export interface Tab {
  id: string;
  title: string;
}

/** The tabs in the order they were opened; undefined until they are known. */
export const tabs = signal<Tab[] | undefined>(undefined);
/** Whether they are recorded. */
export const recorded = signal(false);
const chosen = signal<string | null>(kept('terminal'));

/** Id of the terminal that is shown. */
export const active = computed(() => {
  const list = tabs.value ?? [];
  return (list.find(({ id }) => id === chosen.value) ?? list.at(-1))?.id;
});

/** Id of the terminal that is shown beside that one, if the pane is split. */
const beside = signal<string>();

/** Ids of the terminals that are shown: one, or two in the order of their tabs. */
export const shown = computed(() => {
  const list = (tabs.value ?? []).map(({ id }) => id);
  return list.filter((id) => id === active.value || id === beside.value);
});

export function choose(id: string): void {
  if (id === beside.value) beside.value = active.value;
  chosen.value = id;
  keep('terminal', id);
}

/** What was begun and has not ended: whoever else needs it meanwhile waits for the same. */
let loading: Promise<void> | undefined;
let finding: Promise<string> | undefined;

/** The terminals that the server still has, as after a reload. @throws ApiProblem */
export function loadTabs(): Promise<void> {
  loading ??= readTabs().finally(() => {
    loading = undefined;
  });
  return loading;
}

/** The terminal that is shown; a first one is opened, of that size, where there is none. @throws ApiProblem */
export function someTab(size: () => TerminalRequest): Promise<string> {
  finding ??= findTab(size).finally(() => {
    finding = undefined;
  });
  return finding;
}

async function findTab(size: () => TerminalRequest): Promise<string> {
  if (tabs.value === undefined) await loadTabs();
  return active.value ?? openTab(size());
}

async function readTabs(): Promise<void> {
  const list = await call('GET', '/api/terminals', TerminalList);
  recorded.value = list.recorded;
  tabs.value = list.terminals
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map(({ id, title }, index) => ({ id, title: safeTitle(title) || words.terminal.name(index + 1) }));
}

/** Opens one more terminal and shows it. @throws ApiProblem */
export async function openTab(size: TerminalRequest): Promise<string> {
  const { id } = await call('POST', '/api/terminals', TerminalCreated, size);
  const list = tabs.value ?? [];
  tabs.value = [...list, { id, title: freeTitle(list) }];
  keep('terminals-closed', null);
  choose(id);
  return id;
}

/** Shows a second terminal beside the one that is shown, a new one where there is none; or one alone again. @throws ApiProblem */
export async function toggleSplit(size: TerminalRequest): Promise<void> {
  if (shown.value.length > 1) {
    beside.value = undefined;
    return;
  }
  const now = active.value;
  const list = (tabs.value ?? []).map(({ id }) => id);
  const at = list.indexOf(now ?? '');
  const other = list[at + 1] ?? list[at - 1] ?? (await openTab(size));
  // A new one is shown already; the one before it is then the other.
  beside.value = other === active.value ? now : other;
}

/** Closes a terminal for good. Its shell is told to end. */
export async function closeTab(id: string): Promise<void> {
  const list = tabs.value ?? [];
  const at = list.findIndex((tab) => tab.id === id);
  const rest = list.filter((tab) => tab.id !== id);
  const neighbour = rest[Math.min(at, rest.length - 1)];
  tabs.value = rest;
  if (neighbour && chosen.value === id) choose(neighbour.id);
  // The learner wants none: a reload opens none by itself either.
  if (rest.length === 0) keep('terminals-closed', 'yes');
  await call('DELETE', `/api/terminals/${id}`, nothing).catch(() => {});
}

/** Whether to open a first terminal without being asked. */
export function wantsTab(): boolean {
  return tabs.value?.length === 0 && kept('terminals-closed') === null;
}

export function retitle(id: string, said: string): void {
  const title = safeTitle(said);
  tabs.value = (tabs.value ?? []).map((tab) => (tab.id === id && title ? { id, title } : tab));
}

function freeTitle(list: Tab[]): string {
  let number = list.length + 1;
  while (list.some(({ title }) => title === words.terminal.name(number))) number += 1;
  return words.terminal.name(number);
}
