import type { EditorState, Text } from '@codemirror/state';
import type { ViewUpdate } from '@codemirror/view';
import { batch, computed, signal } from '@preact/signals';
import { z } from 'zod';
import * as api from '../../protocol/api/editor.ts';
import { type EditedFile, HostPath } from '../../protocol/edit.ts';
import { keep, kept } from '../shell/kept.ts';
import { type ApiProblem, asProblem, call } from '../wire/api.ts';
import { type Draft, draftOf, forgetDraft, keepDraft } from './drafts.ts';
import { languageFor } from './languages.ts';
import { lineEndOf } from './line-ends.ts';
import type { Wanted } from './place.ts';
import { stateFor, stateOfDraft } from './setup.ts';

/** What is amiss with an open file: it is another one on the host by now, or gone from there, or the host did not do what was asked. */
type Trouble =
  | { kind: 'changed'; theirs: EditedFile }
  | { kind: 'gone' }
  | { kind: 'unsaved'; problem: ApiProblem; isRetried: boolean };

export interface OpenFile {
  path: string;
  sudo: boolean;
  /** The version on the host from which it was edited; undefined when there is no such file yet. */
  version: string | undefined;
  isWritable: boolean;
  /** Whether it holds text that is not saved. */
  isEdited: boolean;
  isSaving: boolean;
  language: string | undefined;
  trouble: Trouble | undefined;
  /** What there is to say of what was done last. */
  said: 'in-place' | 'saved' | 'read-anew' | undefined;
}

/** The open files, in the order of their tabs. */
export const files = signal<readonly OpenFile[]>([]);
const chosen = signal<string>();
export const shownFile = computed(
  () => files.value.find(({ path }) => path === chosen.value) ?? files.value.at(-1),
);
/** Counts how often a text was replaced from outside, so that the view shows it. */
export const replaced = signal(0);
/** The line that is to be shown, counted from 1, once its file is. */
export const goTo = signal<{ path: string; line: number }>();

const states = new Map<string, EditorState>();
/** The texts as they are on the host. */
const savedTexts = new Map<string, Text>();
/** Files that are to be saved once more, when they have been saved. */
const again = new Set<string>();
/** Drafts that the browser has no room for. */
const unkept = new Set<string>();

const [LIST, SHOWN] = ['editor-files', 'editor-shown'];
const Remembered = z.array(z.object({ path: HostPath, sudo: z.boolean() }));
const DRAFT_AFTER = 300;
const RETRY_AFTER = 3000;

export const stateOf = (path: string): EditorState | undefined => states.get(path);
const fileOf = (path: string): OpenFile | undefined => files.value.find((file) => file.path === path);
const asRoot = (sudo: boolean) => (sudo ? ('yes' as const) : undefined);

function update(path: string, change: Partial<OpenFile>): void {
  const now = fileOf(path);
  // Most keys change nothing here.
  if (!now || Object.entries(change).every(([key, value]) => now[key as keyof OpenFile] === value)) return;
  files.value = files.value.map((file) => (file.path === path ? { ...file, ...change } : file));
}

const hooksOf = (path: string) => ({
  save: () => void save(path),
  onUpdate: ({ state, docChanged }: ViewUpdate) => take(path, state, docChanged),
});

/** Takes the text as it is now. */
function take(path: string, state: EditorState, isChanged: boolean): void {
  states.set(path, state);
  if (!isChanged) return;
  const isEdited = !savedTexts.get(path)?.eq(state.doc);
  update(path, { isEdited, said: undefined });
  draftSoon(path);
}

const timers = new Map<string, ReturnType<typeof setTimeout>>();

function draftSoon(path: string): void {
  clearTimeout(timers.get(path));
  timers.set(
    path,
    setTimeout(() => draftNow(path), DRAFT_AFTER),
  );
}

function draftNow(path: string): void {
  clearTimeout(timers.get(path));
  timers.delete(path);
  const [file, state] = [fileOf(path), states.get(path)];
  unkept.delete(path);
  if (!file?.isEdited || !state) forgetDraft(path);
  else if (!keepDraft(path, file.version, state)) unkept.add(path);
}

addEventListener('pagehide', () => {
  for (const path of timers.keys()) draftNow(path);
});
addEventListener('beforeunload', (event) => {
  if (unkept.size > 0) event.preventDefault();
});

function remember(): void {
  keep(LIST, JSON.stringify(files.value.map(({ path, sudo }) => ({ path, sudo }))));
}

/** Opens the files again that were open before a reload, those that are still there. */
export async function restore(): Promise<void> {
  const shown = kept(SHOWN);
  const list = Remembered.safeParse(JSON.parse(kept(LIST) ?? '[]')).data ?? [];
  const found = await Promise.all(list.map(({ path, sudo }) => find(path, sudo).catch(() => undefined)));
  batch(() => {
    for (const [at, { sudo }] of list.entries()) {
      const one = found[at];
      if (one && !fileOf(one.path)) add(one, sudo);
    }
    chosen.value ??= shown ?? undefined;
  });
}

export function choose(path: string): void {
  chosen.value = path;
  keep(SHOWN, path);
}

/** Opens a file, or shows it when it is open. One that is not there is new. @throws ApiProblem */
export async function open({ path: asked, line, sudo = false }: Wanted): Promise<void> {
  if (!fileOf(asked)) {
    const found = await find(asked, sudo);
    if (!fileOf(found.path)) add(found, sudo);
    choose(found.path);
  } else choose(asked);
  if (line !== undefined && chosen.value) goTo.value = { path: chosen.value, line };
}

interface Found {
  path: string;
  theirs?: EditedFile;
  /** Why the host did not say what it holds; its draft is shown all the same. */
  problem?: ApiProblem;
}

async function find(path: string, sudo: boolean): Promise<Found> {
  try {
    const { file: theirs } = await call(api.read, { query: { path, sudo: asRoot(sudo) } });
    return theirs ? { path: theirs.path, theirs } : { path };
  } catch (thrown) {
    const problem = asProblem(thrown);
    if (isOf(problem, 'not-found')) return { path };
    if (draftOf(path)) return { path, problem };
    throw problem;
  }
}

export const isOf = ({ problem }: ApiProblem, kind: string): boolean => problem.type === `/problems/${kind}`;

function add({ path, theirs, problem }: Found, sudo: boolean): void {
  const draft = draftOf(path);
  const text = theirs?.text ?? '';
  const original = stateFor(path, text, hooksOf(path));
  const state = draft ? stateOfDraft(path, draft, hooksOf(path)) : original;
  states.set(path, state);
  savedTexts.set(path, original.doc);
  const isSame = draft?.state.doc === theirs?.text;
  const file: OpenFile = {
    path,
    sudo,
    version: draft && !isSame ? draft.version : theirs?.version,
    isWritable: theirs?.writable ?? true,
    isEdited: draft !== undefined && !isSame,
    isSaving: false,
    language: languageFor(path, text)?.name,
    trouble: problem ? { kind: 'unsaved', problem, isRetried: false } : draft && troubleOf(draft, theirs),
    said: undefined,
  };
  files.value = [...files.value, file];
  remember();
}

function troubleOf({ version, state }: Draft, theirs: EditedFile | undefined): Trouble | undefined {
  if (version === theirs?.version || state.doc === theirs?.text) return undefined;
  return theirs ? { kind: 'changed', theirs } : { kind: 'gone' };
}

/** Closes a file. What is not saved of it is gone. */
export function close(path: string): void {
  const at = files.value.findIndex((file) => file.path === path);
  files.value = files.value.filter((file) => file.path !== path);
  chosen.value = (files.value[at] ?? files.value.at(-1))?.path;
  clearTimeout(timers.get(path));
  for (const kept of [timers, states, savedTexts, unkept]) kept.delete(path);
  forgetDraft(path);
  remember();
}

/** Forgets what is on no host any more: files that are as they were there. */
export function closeUnedited(): void {
  for (const { path, isEdited } of files.value) if (!isEdited) close(path);
}

/** Goes on with another path, after a file was renamed. */
export function renamed(from: string, to: string): void {
  for (const { path, sudo, isEdited } of files.value) {
    if (path !== from && !path.startsWith(`${from}/`)) continue;
    const state = states.get(path);
    const now = to + path.slice(from.length);
    const { version } = fileOf(path) ?? {};
    close(path);
    if (isEdited && state) keepDraft(now, version, state);
    void open({ path: now, sudo }).catch(() => {});
  }
}

/** Saves a file, at the version that was read: what changed meanwhile is not overwritten. */
export async function save(path: string, { sudo }: { sudo?: boolean } = {}): Promise<void> {
  const [file, state] = [fileOf(path), states.get(path)];
  if (!file || !state) return;
  if (file.isSaving) return void again.add(path);
  const text = state.sliceDoc();
  const root = sudo ?? file.sudo;
  update(path, { isSaving: true, sudo: root });
  try {
    const query = { path, version: file.version, sudo: asRoot(root) };
    const { version, inPlace } = await call(api.save, { query, file: new Blob([text]) });
    nowSaved(path, state.doc, version, inPlace);
  } catch (thrown) {
    await notSaved(path, state, asProblem(thrown));
  } finally {
    update(path, { isSaving: false });
    if (again.delete(path)) void save(path);
  }
}

function nowSaved(path: string, doc: Text, version: string, inPlace: boolean): void {
  savedTexts.set(path, doc);
  const isEdited = !states.get(path)?.doc.eq(doc);
  const said = isEdited ? undefined : inPlace ? 'in-place' : 'saved';
  update(path, { version, isEdited, isWritable: true, trouble: undefined, said });
  draftNow(path);
  remember();
}

async function notSaved(path: string, { doc }: EditorState, problem: ApiProblem): Promise<void> {
  const isChanged = isOf(problem, 'file-changed') || isOf(problem, 'file-exists');
  if (isChanged) {
    const theirs = await read(path).catch(() => undefined);
    // The answer to an earlier try may have been lost on its way.
    if (theirs && savedAs(path, theirs).eq(doc)) return nowSaved(path, doc, theirs.version, false);
    if (theirs) return update(path, { trouble: { kind: 'changed', theirs } });
  }
  if (isOf(problem, 'not-found') && fileOf(path)?.version !== undefined)
    return update(path, { trouble: { kind: 'gone' } });
  const isRetried = problem.problem.status === 503;
  update(path, { trouble: { kind: 'unsaved', problem, isRetried } });
  if (isRetried) setTimeout(() => void retry(path), RETRY_AFTER);
}

async function retry(path: string): Promise<void> {
  const trouble = fileOf(path)?.trouble;
  if (trouble?.kind === 'unsaved' && trouble.isRetried) await save(path);
}

const savedAs = (path: string, { text }: EditedFile): Text => stateFor(path, text, hooksOf(path)).doc;

/** The file as it is on the host; undefined when it has the version that is known. @throws ApiProblem */
async function read(path: string, known?: string): Promise<EditedFile | undefined> {
  const query = { path, known, sudo: asRoot(fileOf(path)?.sudo ?? false) };
  return (await call(api.read, { query })).file ?? undefined;
}

/** Looks whether the shown file has changed on the host. A text that was not edited is read anew; one that was stays, and this is said. */
export async function look(): Promise<void> {
  const file = shownFile.value;
  if (!file || file.isSaving || file.version === undefined || file.trouble?.kind === 'unsaved') return;
  const { path, version } = file;
  try {
    const theirs = await read(path, version);
    const now = fileOf(path);
    if (now?.version !== version || now.isSaving) return;
    if (!theirs) return update(path, { trouble: undefined });
    if (now.isEdited) update(path, { trouble: { kind: 'changed', theirs } });
    else takeTheirs(path, theirs);
  } catch (thrown) {
    if (isOf(asProblem(thrown), 'not-found')) update(path, { trouble: { kind: 'gone' } });
  }
}

/** Takes the text of the host. It can be undone, as if the learner had typed it. */
export function takeTheirs(path: string, theirs: EditedFile): void {
  const state = states.get(path);
  if (!state) return;
  const fresh = stateFor(path, theirs.text, hooksOf(path));
  const now = lineEndOf(theirs.text) === state.lineBreak ? changedTo(state, fresh.doc) : fresh;
  states.set(path, now);
  savedTexts.set(path, now.doc);
  update(path, {
    version: theirs.version,
    isWritable: theirs.writable,
    isEdited: false,
    trouble: undefined,
    said: 'read-anew',
  });
  replaced.value += 1;
  draftNow(path);
}

/** The state with this text. What is the same at both ends stays, and with it the cursor. */
function changedTo(state: EditorState, doc: Text): EditorState {
  const [old, next] = [state.doc.toString(), doc.toString()];
  let start = 0;
  while (start < old.length && old[start] === next[start]) start += 1;
  let end = 0;
  const most = Math.min(old.length, next.length) - start;
  while (end < most && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  const changes = { from: start, to: old.length - end, insert: doc.slice(start, doc.length - end) };
  return state.update({ changes }).state;
}

/** Saves the learner's text over that of the host, which they have been told of. */
export async function keepMine(path: string): Promise<void> {
  const trouble = fileOf(path)?.trouble;
  update(path, {
    version: trouble?.kind === 'changed' ? trouble.theirs.version : undefined,
    trouble: undefined,
  });
  await save(path);
}
