import { computed, signal } from '@preact/signals';
import { keep, kept } from '../shell/kept.ts';
import { showPane } from '../shell/pane.ts';

const KEY = 'editor';
const was = kept(KEY)?.split(' ') ?? [];

/** Whether the editor has a tab among those of the terminals. */
export const isOpen = signal(was.length > 0);
/** Whether its tab is the chosen one. */
export const isFront = signal(was.includes('front'));
/** Whether it shares the pane with a terminal. */
export const isBeside = signal(was.includes('beside'));
export const isShown = computed(() => isOpen.value && (isFront.value || isBeside.value));

// A reload finds it as it was.
computed(() =>
  isOpen.value
    ? ['open', isFront.value && 'front', isBeside.value && 'beside'].filter(Boolean).join(' ')
    : null,
).subscribe((now) => keep(KEY, now));

/** A file or folder that the editor is to open, once it is loaded. */
export interface Wanted {
  path: string;
  line?: number;
  sudo?: boolean;
}
export const wanted = signal<readonly Wanted[]>([]);

/** What the loaded editor can do for the parts around it. */
export interface Loaded {
  focus(): void;
  search(): void;
  /** Asks first, when there is text that is not saved. */
  close(): Promise<void>;
}
export const loaded = signal<Loaded>();

/** Shows the editor. It is fetched now, when it is first shown. */
export function showEditor(): void {
  isOpen.value = true;
  isFront.value = true;
  showPane();
}

/** Opens a file or a folder of the lab host in the editor. @param line counted from 1. */
export function openPath(file: Wanted): void {
  wanted.value = [...wanted.value, file];
  showEditor();
}

/** Takes its tab away. */
export function closeEditor(): void {
  isOpen.value = false;
  isFront.value = false;
  isBeside.value = false;
}
