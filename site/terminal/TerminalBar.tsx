import { WatchedNote } from '../class/WatchedNote.tsx';
import { isFront, isOpen, isShown, loaded, showEditor } from '../editor/place.ts';
import { setPane } from '../shell/pane.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { words } from '../words/now.ts';
import { closeAsked } from './closing.ts';
import { searching } from './searching.ts';
import { active, shown, tabs } from './state.ts';
import { Tabs } from './Tabs.tsx';
import { TerminalMenu } from './TerminalMenu.tsx';
import { labelOf } from './tab-labels.ts';

interface Props {
  onNew: () => void;
  onSplit: () => void;
}

/** The row above the terminal: the tabs, a button for a new terminal, and the controls of the shown one. */
export function TerminalBar({ onNew, onSplit }: Props) {
  const id = active.value;
  const tab = tabs.value?.find((one) => one.id === id);
  const isSplit = shown.value.length + Number(isShown.value) > 1;
  return (
    <div class="terminal-bar">
      <Tabs />
      <IconButton icon="plus" name={words.terminal.another} onClick={onNew} />
      {!isOpen.value && <IconButton icon="pencil" name={words.editor.open} onClick={showEditor} />}
      <WatchedNote terminals={shown.value} />
      <div class="terminal-tools">
        {isFront.value && (
          <>
            <IconButton
              icon="search"
              name={words.terminal.search}
              keys="Ctrl+F"
              onClick={() => loaded.value?.search()}
            />
            <IconButton
              icon={isSplit ? 'one' : 'two'}
              name={isSplit ? words.editor.alone : words.editor.beside}
              onClick={onSplit}
            />
            <IconButton icon="close" name={words.editor.close} onClick={() => void loaded.value?.close()} />
          </>
        )}
        {tab && !isFront.value && (
          <>
            <IconButton
              icon="search"
              name={words.terminal.search}
              keys="Ctrl+Shift+F"
              onClick={() => {
                searching.value = id;
              }}
            />
            <IconButton
              icon={isSplit ? 'one' : 'two'}
              name={isSplit ? words.terminal.showOne : words.terminal.showTwo}
              onClick={onSplit}
            />
            <TerminalMenu id={tab.id} />
            <IconButton
              icon="close"
              name={words.terminal.close(labelOf(tab.id))}
              onClick={() => void closeAsked(tab.id)}
            />
          </>
        )}
        <IconButton
          icon="hide"
          name={words.terminal.hide}
          class="hide-pane"
          onClick={() => setPane('closed')}
        />
      </div>
    </div>
  );
}
