import { setPane } from '../shell/pane.ts';
import { active, closeTab, shown, tabs } from '../state/terminals.ts';
import { searching } from '../terminal/searching.ts';
import { words } from '../words/now.ts';
import { WatchedNote } from './class/WatchedNote.tsx';
import { IconButton } from './IconButton.tsx';
import { Tabs } from './Tabs.tsx';
import { TerminalMenu } from './TerminalMenu.tsx';

interface Props {
  onNew: () => void;
  onSplit: () => void;
}

/** The row above the terminal: its tabs, one more, and what belongs to the one that is shown. */
export function TerminalBar({ onNew, onSplit }: Props) {
  const id = active.value;
  const tab = tabs.value?.find((one) => one.id === id);
  const isSplit = shown.value.length > 1;
  return (
    <div class="terminal-bar">
      <Tabs />
      <IconButton icon="plus" name={words.terminal.another} onClick={onNew} />
      <WatchedNote terminals={shown.value} />
      <div class="terminal-tools">
        {tab && (
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
              name={words.terminal.close(tab.title)}
              onClick={() => void closeTab(tab.id)}
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
