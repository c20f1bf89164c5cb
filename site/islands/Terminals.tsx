import { useEffect, useState } from 'preact/hooks';
import { host } from '../state/host.ts';
import { active, loadTabs, openTab, someTab, tabs, wantsTab } from '../state/terminals.ts';
import { paneSize } from '../terminal/run.ts';
import { viewSoon } from '../terminal/views.ts';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { ParkingNote } from './ParkingNote.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { Screen } from './Screen.tsx';
import { TerminalBar } from './TerminalBar.tsx';
import { Waiting } from './Waiting.tsx';

/** The terminals on the lab host, or what is in their way. */
export function Terminals() {
  const [problem, setProblem] = useState<ApiProblem>();
  // Terminals of a parked host are still there: what is typed into one brings it back.
  const ready = host.value?.state === 'ready' || host.value?.state === 'parked';

  const attempt = (work: () => Promise<void>): void => {
    setProblem(undefined);
    void work().catch((thrown) => setProblem(asProblem(thrown)));
  };
  const openOne = (): void => attempt(async () => (await viewSoon(await openTab(paneSize()))).focus());

  // A host that has just become ready, after a start or a reset, has terminals of its own or none.
  useEffect(() => {
    if (!ready) {
      tabs.value = undefined;
      return;
    }
    attempt(async () => {
      await loadTabs();
      if (wantsTab()) await someTab(paneSize);
    });
  }, [ready]);

  const list = tabs.value;
  return (
    <section class="terminals" aria-label="Terminals" data-terminals>
      {ready && list && <TerminalBar onNew={openOne} />}
      <ParkingNote />
      <div class="terminal-area">
        {problem && <ProblemNote problem={problem} />}
        {!ready && <Waiting />}
        {ready &&
          list?.map(({ id }) => <Screen key={id} id={id} shown={id === active.value} onNew={openOne} />)}
        {ready && list?.length === 0 && (
          <div class="waiting">
            <button type="button" class="button primary" onClick={openOne}>
              Open a terminal
            </button>
          </div>
        )}
      </div>
      <p class="terminal-foot">
        <kbd>F6</kbd> moves between lesson and terminal, <kbd>Ctrl</kbd>+<kbd>Shift</kbd>+<kbd>C</kbd> copies
      </p>
    </section>
  );
}
