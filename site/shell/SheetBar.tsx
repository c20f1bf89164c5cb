import { HostState } from '../host/HostState.tsx';
import { words } from '../words/now.ts';
import { pane, setPane } from './pane.ts';

/** The handle of the terminal when it is a sheet. It shows the host's state, and opens and closes the sheet. */
export function SheetBar() {
  const now = pane.value;
  return (
    <div class="sheet-bar">
      <button
        type="button"
        class="sheet-handle"
        aria-expanded={now !== 'closed'}
        aria-controls="pane-body"
        onClick={() => setPane(now === 'closed' ? 'open' : 'closed')}
      >
        <span class="grip" aria-hidden="true" />
        <span class="sheet-word">
          {now === 'closed' ? words.terminal.openSheet : words.terminal.hideSheet}
        </span>
        <HostState />
      </button>
      {now !== 'closed' && (
        <button type="button" class="quiet" onClick={() => setPane(now === 'full' ? 'open' : 'full')}>
          {now === 'full' ? words.terminal.smaller : words.terminal.larger}
        </button>
      )}
    </div>
  );
}
