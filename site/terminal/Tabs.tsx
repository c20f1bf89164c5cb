import { useLayoutEffect, useRef } from 'preact/hooks';
import { watchersOf } from '../class/state.ts';
import { isFront, isOpen, loaded, showEditor } from '../editor/place.ts';
import { Icon } from '../ui/Icon.tsx';
import { inWords } from '../words/format.ts';
import { words } from '../words/now.ts';
import { closeAsked } from './closing.ts';
import { names, rename } from './names.ts';
import { RENAME_KEY, renaming } from './renaming.ts';
import { active, choose, type Tab, tabs } from './state.ts';
import { labelOf } from './tab-labels.ts';
import { viewOf } from './views.ts';

/** The tab to which an arrow key moves the focus; undefined for other keys. */
function after(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

/** The id of the editor's tab, after those of the terminals. */
const EDITOR = 'editor';

/** The terminals' tabs, and the editor's. Arrows move between them, Delete closes one, F2 or a double click renames it. */
export function Tabs() {
  const list = tabs.value ?? [];
  const ids = [...list.map(({ id }) => id), ...(isOpen.value ? [EDITOR] : [])];
  const onKeyDown = (event: KeyboardEvent, id: string): void => {
    if (event.key === 'Delete') return void (id === EDITOR ? loaded.value?.close() : closeAsked(id));
    if (event.key === RENAME_KEY && id !== EDITOR) renaming.value = id;
    const next = ids[after(event.key, ids.indexOf(id), ids.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    if (next === EDITOR) showEditor();
    else choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs">
      <div class="tablist" role="tablist" aria-label={words.terminal.title}>
        {list.map((tab) => (
          <OneTab key={tab.id} tab={tab} onKeyDown={(event) => onKeyDown(event, tab.id)} />
        ))}
        {isOpen.value && <EditorTab onKeyDown={(event) => onKeyDown(event, EDITOR)} />}
      </div>
      {renaming.value && <NewName id={renaming.value} />}
    </div>
  );
}

function OneTab({
  tab: { id, title, host },
  onKeyDown,
}: {
  tab: Tab;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const isActive = id === active.value && !isFront.value;
  const watchers = watchersOf(id);
  return (
    <button
      type="button"
      role="tab"
      class="tab"
      data-host={host}
      id={`tab-${id}`}
      aria-selected={isActive}
      aria-controls={`panel-${id}`}
      tabIndex={isActive ? 0 : -1}
      title={title}
      onClick={() => {
        choose(id);
        viewOf(id)?.focus();
      }}
      onDblClick={() => {
        renaming.value = id;
      }}
      onKeyDown={onKeyDown}
    >
      {watchers.length > 0 && (
        <span class="tab-watched">
          <Icon sign="eye" />
          <span class="visually-hidden">{words.classroom.watched(inWords(watchers))}: </span>
        </span>
      )}
      {labelOf(id)}
    </button>
  );
}

function EditorTab({ onKeyDown }: { onKeyDown: (event: KeyboardEvent) => void }) {
  return (
    <button
      type="button"
      role="tab"
      class="tab"
      id={`tab-${EDITOR}`}
      aria-selected={isFront.value}
      aria-controls={`panel-${EDITOR}`}
      tabIndex={isFront.value ? 0 : -1}
      onClick={() => {
        showEditor();
        loaded.value?.focus();
      }}
      onKeyDown={onKeyDown}
    >
      {words.editor.title}
    </button>
  );
}

/** The field for a tab's name, over the tabs. Enter or leaving the field takes the name, Escape does not. */
function NewName({ id }: { id: string }) {
  const field = useRef<HTMLInputElement>(null);
  // The field takes the focus at once, since the next key is meant for it.
  useLayoutEffect(() => field.current?.select(), [id]);
  const done = (name: string | undefined): void => {
    if (renaming.value !== id) return;
    if (name !== undefined) rename(id, name);
    renaming.value = undefined;
    viewOf(id)?.focus();
  };
  return (
    <input
      ref={field}
      class="input tab-name"
      aria-label={words.terminal.newName}
      maxLength={80}
      value={names.value[id] ?? tabs.value?.find((tab) => tab.id === id)?.title ?? ''}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') done(currentTarget.value);
        if (key === 'Escape') done(undefined);
      }}
      onBlur={({ currentTarget }) => done(currentTarget.value)}
    />
  );
}
