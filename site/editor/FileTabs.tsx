import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../ui/IconButton.tsx';
import { words } from '../words/now.ts';
import { closeAsked } from './closing.ts';
import { choose, files, type OpenFile, save, shownFile } from './files.ts';
import { nameOf, shortened } from './path.ts';
import { home } from './tree.ts';
import { focusText } from './view.ts';

interface Props {
  isTreeShown: boolean;
  onTree: () => void;
}

/** The row above the text: the open files, and a button that saves the shown one. Delete closes a file. */
export function FileTabs({ isTreeShown, onTree }: Props) {
  const said = words.editor;
  const file = shownFile.value;
  return (
    <div class="file-bar">
      <IconButton
        icon={isTreeShown ? 'hide-tree' : 'tree'}
        name={isTreeShown ? said.hideTree : said.showTree}
        onClick={onTree}
      />
      <div class="tabs">
        <div class="tablist" role="tablist" aria-label={said.openFiles}>
          {files.value.map((one, at) => (
            <FileTab key={one.path} file={one} at={at} />
          ))}
        </div>
      </div>
      {file && (
        <div class="file-tools">
          <button
            type="button"
            class={`button small ${file.isEdited ? 'primary' : ''}`}
            aria-keyshortcuts="Control+S"
            disabled={file.isSaving}
            onClick={() => void save(file.path)}
          >
            {said.save}
          </button>
          <IconButton
            icon="close"
            name={said.closeFile(nameOf(file.path))}
            onClick={() => void closeAsked(file)}
          />
        </div>
      )}
    </div>
  );
}

function FileTab({ file, at }: { file: OpenFile; at: number }) {
  const isShown = file.path === shownFile.value?.path;
  const tab = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isShown) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isShown]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete') return void closeAsked(file);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const list = files.value;
    const next = step && list[(at + step + list.length) % list.length];
    if (!next) return;
    event.preventDefault();
    choose(next.path);
    (event.currentTarget as HTMLElement).parentElement
      ?.querySelectorAll<HTMLElement>('[role=tab]')
      [list.indexOf(next)]?.focus();
  };
  return (
    <button
      ref={tab}
      type="button"
      role="tab"
      class="tab"
      aria-selected={isShown}
      aria-controls="editor-text"
      tabIndex={isShown ? 0 : -1}
      title={shortened(file.path, home.value)}
      onClick={() => {
        choose(file.path);
        requestAnimationFrame(focusText);
      }}
      onKeyDown={onKeyDown}
    >
      {file.isEdited && (
        <>
          <span class="edited-mark" aria-hidden="true" />
          <span class="visually-hidden">{words.editor.notSaved} </span>
        </>
      )}
      {nameOf(file.path)}
    </button>
  );
}
