import { useEffect, useState } from 'preact/hooks';
import { host } from '../state/host.ts';
import {
  loadTabs,
  openTab,
  recorded,
  shown,
  someTab,
  tabs,
  toggleSplit,
  wantsTab,
} from '../state/terminals.ts';
import { paneSize } from '../terminal/run.ts';
import { viewSoon } from '../terminal/views.ts';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { href, words } from '../words/now.ts';
import { EyesFront } from './class/EyesFront.tsx';
import { DropPlace } from './files/DropPlace.tsx';
import { KeyBar } from './KeyBar.tsx';
import { OfferMenu } from './OfferMenu.tsx';
import { ParkingNote } from './ParkingNote.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { Screen } from './Screen.tsx';
import { TerminalBar } from './TerminalBar.tsx';
import { Waiting } from './Waiting.tsx';
import { WithKeys } from './WithKeys.tsx';

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
  const split = (): void => attempt(() => toggleSplit(paneSize()));

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
  const together = shown.value.length;
  return (
    <section class="terminals" aria-label={words.terminal.title} data-terminals>
      {ready && list && <TerminalBar onNew={openOne} onSplit={split} />}
      <ParkingNote />
      {problem && <ProblemNote problem={problem} />}
      <div class="terminal-area" data-together={together}>
        {!ready && <Waiting />}
        {ready &&
          list?.map(({ id }) => (
            <Screen key={id} id={id} at={shown.value.indexOf(id)} together={together} onNew={openOne} />
          ))}
        {ready && list?.length === 0 && (
          <div class="waiting">
            <button type="button" class="button primary" onClick={openOne}>
              {words.terminal.open}
            </button>
          </div>
        )}
        {ready && <EyesFront />}
      </div>
      {ready && <KeyBar />}
      <p class="terminal-foot">
        <span class="terminal-keys">
          <WithKeys text={words.terminal.keys} />
        </span>
        {recorded.value && (
          <a class="recorded" href={href('/recordings/')} title={words.terminal.recordedTitle}>
            {words.terminal.recorded}
          </a>
        )}
      </p>
      <DropPlace />
      <PasteDialog />
      <OfferMenu />
    </section>
  );
}
