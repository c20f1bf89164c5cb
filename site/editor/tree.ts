import { computed, signal } from '@preact/signals';
import * as api from '../../protocol/api/editor.ts';
import type { Folder, FolderEntry } from '../../protocol/edit.ts';
import { call } from '../wire/api.ts';
import { within } from './path.ts';

/** A row of the tree. */
export interface Row {
  path: string;
  name: string;
  kind: FolderEntry['kind'];
  /** From 1. */
  level: number;
  isOpen: boolean;
  /** Its place among those of its folder, from 1, and how many these are. */
  place: number;
  count: number;
}

/** The learner's home directory, once it is known. */
export const home = signal<string>();
/** The folder whose contents are shown. */
export const root = signal<string>();
/** Whether folders are read, and things changed, as root. */
export const asRoot = signal(false);
/** What folders hold, as far as they were opened. */
const folders = signal<ReadonlyMap<string, Folder>>(new Map());
const opened = signal<ReadonlySet<string>>(new Set());
const chosen = signal<string>();

export const rows = computed(() => (root.value === undefined ? [] : rowsIn(root.value, 1)));
/** The row that has the focus when the tree gets it. */
export const current = computed(() => rows.value.find(({ path }) => path === chosen.value) ?? rows.value[0]);
/** What the tree leaves out of a folder that is shown. */
export const leftOut = computed(() => {
  const shown = [root.value ?? '', ...opened.value].flatMap((path) => folders.value.get(path) ?? []);
  const sum = (of: 'more' | 'unshown') => shown.reduce((all, folder) => all + folder[of], 0);
  return { more: sum('more'), unshown: sum('unshown') };
});

function rowsIn(folder: string, level: number): Row[] {
  const entries = folders.value.get(folder)?.entries ?? [];
  return entries.flatMap(({ name, kind }, at) => {
    const path = within(folder, name);
    const isOpen = kind === 'folder' && opened.value.has(path);
    const row = { path, name, kind, level, isOpen, place: at + 1, count: entries.length };
    return [row, ...(isOpen ? rowsIn(path, level + 1) : [])];
  });
}

export function chooseRow(path: string): void {
  chosen.value = path;
}

/** Reads a folder. @returns its path without links. @throws ApiProblem */
async function read(path: string): Promise<string> {
  const folder = await call(api.folder, { query: { path, sudo: asRoot.value ? 'yes' : undefined } });
  // A link to a folder is shown where it is.
  folders.value = new Map(folders.value).set(path, folder).set(folder.path, folder);
  return folder.path;
}

/** Shows what a folder holds, in place of what was shown. @throws ApiProblem */
export async function showFolder(path: string): Promise<void> {
  root.value = await read(path);
}

/** Reads the home directory, which is shown at first. @throws ApiProblem */
export async function loadHome(): Promise<void> {
  home.value ??= await read('~');
  root.value ??= home.value;
}

/** @throws ApiProblem */
export async function setOpen(path: string, isOpen: boolean): Promise<void> {
  if (isOpen) await read(path);
  const next = new Set(opened.value);
  if (isOpen) next.add(path);
  else next.delete(path);
  opened.value = next;
}

/** Reads anew what is shown. Folders that are gone are shown no longer. */
export async function refresh(): Promise<void> {
  const shown = rows.value.filter(({ isOpen }) => isOpen).map(({ path }) => path);
  for (const path of [root.value ?? '~', ...shown]) await read(path).catch(() => setOpen(path, false));
}

/** Forgets all, for a host that was reset. */
export function forgetFolders(): void {
  folders.value = new Map();
  opened.value = new Set();
  root.value = undefined;
}

/** The row to which a key moves the focus, by the pattern for trees; undefined for other keys. */
export function rowAfter(key: string, list: readonly Row[], now: Row): Row | undefined {
  const at = list.findIndex(({ path }) => path === now.path);
  if (key === 'ArrowDown') return list[at + 1];
  if (key === 'ArrowUp') return list[at - 1];
  if (key === 'Home') return list[0];
  if (key === 'End') return list.at(-1);
  if (key === 'ArrowRight' && now.isOpen) {
    const next = list[at + 1];
    return next && next.level > now.level ? next : undefined;
  }
  if (key === 'ArrowLeft' && !now.isOpen) return list.slice(0, at).findLast(({ level }) => level < now.level);
  if (/^\S$/u.test(key)) {
    const starts = ({ name }: Row) => name.toLowerCase().startsWith(key.toLowerCase());
    return list.slice(at + 1).find(starts) ?? list.slice(0, at).find(starts);
  }
  return undefined;
}
