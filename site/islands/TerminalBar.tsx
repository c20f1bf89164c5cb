import { setPane } from '../shell/pane.ts';
import { active, closeTab, tabs } from '../state/terminals.ts';
import { changeFontSize } from '../terminal/font.ts';
import { Tabs } from './Tabs.tsx';

/** The row above the terminal: its tabs, one more, and what belongs to the one that is shown. */
export function TerminalBar({ onNew }: { onNew: () => void }) {
  const shown = tabs.value?.find(({ id }) => id === active.value);
  return (
    <div class="terminal-bar">
      <Tabs />
      <button type="button" class="quiet icon" aria-label="New terminal" title="New terminal" onClick={onNew}>
        +
      </button>
      <div class="terminal-tools">
        <button
          type="button"
          class="quiet icon"
          aria-label="Smaller text"
          title="Smaller text"
          onClick={() => changeFontSize(-1)}
        >
          A−
        </button>
        <button
          type="button"
          class="quiet icon"
          aria-label="Larger text"
          title="Larger text"
          onClick={() => changeFontSize(1)}
        >
          A+
        </button>
        {shown && (
          <button
            type="button"
            class="quiet icon"
            aria-label={`Close terminal ${shown.title}`}
            title="Close this terminal"
            onClick={() => void closeTab(shown.id)}
          >
            ×
          </button>
        )}
        <button
          type="button"
          class="quiet icon hide-pane"
          title="Hide the terminal"
          onClick={() => setPane('closed')}
        >
          Hide
        </button>
      </div>
    </div>
  );
}
