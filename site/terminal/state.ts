import { computed, signal } from '@preact/signals';
import * as api from '../../protocol/api/terminals.ts';
import type { TerminalRequest, WhichHost } from '../../protocol/terminal.ts';
import { isBeside, isFront, isShown } from '../editor/place.ts';
import { keep, kept } from '../shell/kept.ts';
import { call } from '../wire/api.ts';
import { words } from '../words/now.ts';
import { safeTitle } from './title.ts';

/** One tab: a terminal of the learner. Its title is the last one that the shell set, if any. */
export interface Tab {
  id: string;
  title: string;
  host: WhichHost;
}

/** The tabs in the order they were opened; undefined until they are known. */
export const tabs = signal<Tab[] | undefined>(undefined);
/** The command that runs in each terminal whose shell waits for a program, by the terminal's id. */
export const running = signal<Record<string, string>>({});
/** Whether terminals are recorded. */
export const recorded = signal(false);
const chosen = signal<string | null>(kept('terminal'));

/** Id of the terminal that is shown. */
export const active = computed(() => {
  const list = tabs.value ?? [];
  return (list.find(({ id }) => id === chosen.value) ?? list.at(-1))?.id;
});

/** Id of the terminal beside the shown one, if the pane is split. */
const beside = signal<string>();

/** Ids of the terminals that are shown: one, or two in the order of their tabs. Beside the editor there is one, in its place none. */
export const shown = computed(() => {
  if (isShown.value) return isBeside.value && active.value !== undefined ? [active.value] : [];
  const list = (tabs.value ?? []).map(({ id }) => id);
  return list.filter((id) => id === active.value || id === beside.value);
});

export function choose(id: string): void {
  isFront.value = false;
  if (id === beside.value) beside.value = active.value;
  chosen.value = id;
  keep('terminal', id);
}

/** The work that was begun and has not ended. Another caller who needs it meanwhile waits for the same work. */
let loading: Promise<void> | undefined;
let finding: Promise<string> | undefined;

/** Reads the terminals that the server still has, for instance after a reload. @throws ApiProblem */
export function loadTabs(): Promise<void> {
  loading ??= readTabs().finally(() => {
    loading = undefined;
  });
  return loading;
}

/** The terminal that is shown. When there is none, a first one of that size is opened. @throws ApiProblem */
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
  const list = await call(api.list);
  recorded.value = list.recorded;
  tabs.value = list.terminals
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    .map(({ id, title, host }, index) => ({
      id,
      title: safeTitle(title) || words.terminal.name(index + 1),
      host,
    }));
}

/** Opens one more terminal and shows it. @throws ApiProblem */
export async function openTab(size: TerminalRequest, host: WhichHost = 'own'): Promise<string> {
  const { id } = await call(api.open, { body: { ...size, host } });
  const list = tabs.value ?? [];
  tabs.value = [...list, { id, title: freeTitle(list), host }];
  keep('terminals-closed', null);
  choose(id);
  return id;
}

/** Shows a second terminal beside the shown one (a new one if there is no other), or one alone again. The editor is a second one, too. @throws ApiProblem */
export async function toggleSplit(size: TerminalRequest): Promise<void> {
  if (isShown.value) {
    isBeside.value = !isBeside.value;
    return;
  }
  if (shown.value.length > 1) {
    beside.value = undefined;
    return;
  }
  const now = active.value;
  const list = (tabs.value ?? []).map(({ id }) => id);
  const at = list.indexOf(now ?? '');
  const other = list[at + 1] ?? list[at - 1] ?? (await openTab(size));
  // A new terminal is shown already, so the one before it becomes the other.
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
  // The learner wants no terminal, so a reload opens none by itself either.
  if (rest.length === 0) keep('terminals-closed', 'yes');
  await call(api.end, { params: { id } }).catch(() => {});
}

/** Forgets the terminals of the second host, which has gone. */
export function dropSecondTabs(): void {
  if (tabs.value?.some(({ host }) => host === 'second'))
    tabs.value = tabs.value.filter(({ host }) => host === 'own');
}

/** The host that a terminal is on. */
export const hostOf = (id: string | undefined): WhichHost =>
  tabs.value?.find((tab) => tab.id === id)?.host ?? 'own';

/** Whether to open a first terminal without being asked. */
export function wantsTab(): boolean {
  return tabs.value?.length === 0 && kept('terminals-closed') === null;
}

/** To be called when a command starts to run in a terminal, and with undefined when its prompt is back. */
export function runs(id: string, command: string | undefined): void {
  const { [id]: _, ...others } = running.value;
  running.value = command === undefined ? others : { ...others, [id]: safeTitle(command) };
}

export function retitle(id: string, said: string): void {
  const title = safeTitle(said);
  tabs.value = (tabs.value ?? []).map((tab) => (tab.id === id && title ? { ...tab, title } : tab));
}

function freeTitle(list: Tab[]): string {
  let number = list.length + 1;
  while (list.some(({ title }) => title === words.terminal.name(number))) number += 1;
  return words.terminal.name(number);
}
