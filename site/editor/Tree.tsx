import { useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { WithKeys } from '../ui/WithKeys.tsx';
import { words } from '../words/now.ts';
import { newFile, newFolder, newName, remove } from './changes.ts';
import { NameDialog, type Naming } from './NameDialog.tsx';
import { PathField } from './PathField.tsx';
import { asRoot, chooseRow, current, leftOut, type Row, refresh, rowAfter, rows, setOpen } from './tree.ts';

/** The files of the lab host. @param onOpen opens a file; throws ApiProblem. */
export function Tree({ onOpen }: { onOpen: (path: string) => Promise<void> }) {
  const said = words.editor;
  const list = useRef<HTMLDivElement>(null);
  const [naming, setNaming] = useState<Naming>();
  const { problem, act } = useAct();
  const now = current.value;
  const focus = (row: Row): void => {
    chooseRow(row.path);
    // Its element has the focus once it may have it.
    queueMicrotask(() => list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  };
  const activate = (row: Row) =>
    act(() => (row.kind === 'folder' ? setOpen(row.path, !row.isOpen) : onOpen(row.path)));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!now || event.ctrlKey || event.altKey || event.metaKey) return;
    const { key } = event;
    const next = rowAfter(key, rows.value, now);
    if (key === 'Enter' || key === ' ') void activate(now);
    else if (key === 'F2') setNaming(newName(now));
    else if (key === 'Delete') void act(() => remove(now));
    else if (next) focus(next);
    else if (now.kind === 'folder' && (key === 'ArrowRight' || key === 'ArrowLeft'))
      void act(() => setOpen(now.path, key === 'ArrowRight'));
    else return;
    event.preventDefault();
  };
  const { more, unshown } = leftOut.value;
  return (
    <div class="file-tree">
      <div class="tree-tools">
        <IconButton icon="file" name={said.newFile} onClick={() => setNaming(newFile(now))} />
        <IconButton icon="folder" name={said.newFolder} onClick={() => setNaming(newFolder(now))} />
        {now && (
          <>
            <IconButton
              icon="pencil"
              name={said.renameOf(now.name)}
              keys="F2"
              onClick={() => setNaming(newName(now))}
            />
            <IconButton
              icon="bin"
              name={said.removeOf(now.name)}
              keys="Delete"
              onClick={() => void act(() => remove(now))}
            />
          </>
        )}
        <IconButton icon="reload" name={said.refresh} onClick={() => void act(refresh)} />
      </div>
      <PathField onOpen={onOpen} />
      <label class="tree-root">
        <input
          type="checkbox"
          checked={asRoot.value}
          onChange={({ currentTarget }) => {
            asRoot.value = currentTarget.checked;
            void act(refresh);
          }}
        />
        {said.asRoot}
      </label>
      {problem && <ProblemNote problem={problem} />}
      <div ref={list} class="tree-rows" role="tree" aria-label={said.tree} tabIndex={-1}>
        {rows.value.map((row) => (
          <div
            key={row.path}
            role="treeitem"
            class="tree-row"
            aria-level={row.level}
            aria-posinset={row.place}
            aria-setsize={row.count}
            aria-expanded={row.kind === 'folder' ? row.isOpen : undefined}
            aria-selected={row.path === now?.path}
            data-kind={row.kind}
            tabIndex={row.path === now?.path ? 0 : -1}
            style={{ '--level': row.level }}
            onKeyDown={onKeyDown}
            onClick={() => {
              focus(row);
              void activate(row);
            }}
          >
            {row.kind === 'folder' ? (
              <Icon sign={row.isOpen ? 'next' : 'closed'} />
            ) : (
              <span class="tree-gap" />
            )}
            <span class="tree-name">{row.name}</span>
          </div>
        ))}
      </div>
      {(more > 0 || unshown > 0) && (
        <p class="tree-note">
          <WithKeys text={said.leftOut(more, unshown)} />
        </p>
      )}
      {naming && <NameDialog naming={naming} onClose={() => setNaming(undefined)} />}
    </div>
  );
}
