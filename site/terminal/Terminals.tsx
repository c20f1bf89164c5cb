import { useEffect, useState } from 'preact/hooks';
import type { WhichHost } from '../../protocol/terminal.ts';
import { EyesFront } from '../class/EyesFront.tsx';
import { EditorPlace } from '../editor/EditorPlace.tsx';
import { isFront, isShown } from '../editor/place.ts';
import { DropPlace } from '../files/DropPlace.tsx';
import { AwayNote } from '../host/AwayNote.tsx';
import { ParkingNote } from '../host/ParkingNote.tsx';
import { RestNote } from '../host/RestNote.tsx';
import { SecondNote } from '../host/SecondNote.tsx';
import { second } from '../host/second.ts';
import { host } from '../host/state.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { WithKeys } from '../ui/WithKeys.tsx';
import { type ApiProblem, asProblem } from '../wire/api.ts';
import { href, words } from '../words/now.ts';
import { KeyBar } from './KeyBar.tsx';
import { OfferMenu } from './OfferMenu.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { putAside, putBack } from './put-aside.ts';
import { QuestionDialog } from './QuestionDialog.tsx';
import { paneSize } from './run.ts';
import { Screen } from './Screen.tsx';
import {
  active,
  dropSecondTabs,
  hostOf,
  loadTabs,
  openTab,
  recorded,
  shown,
  someTab,
  tabs,
  toggleSplit,
  wantsTab,
} from './state.ts';
import { TerminalBar } from './TerminalBar.tsx';
import { viewSoon } from './views.ts';
import { Waiting } from './Waiting.tsx';

/** The terminals on the lab host, or the reason why there are none. */
export function Terminals() {
  const [problem, setProblem] = useState<ApiProblem>();
  // Terminals of a parked host are still there. Typing into one brings the host back.
  const ready = host.value?.state === 'ready' || host.value?.state === 'parked';

  const attempt = (work: () => Promise<void>): void => {
    setProblem(undefined);
    void work().catch((thrown) => setProblem(asProblem(thrown)));
  };
  const openOne = (on: WhichHost = 'own'): void =>
    attempt(async () => (await viewSoon(await openTab(paneSize(), on))).focus());
  const split = (): void =>
    attempt(async () => {
      await toggleSplit(paneSize());
      if (isFront.value) return;
      if (active.value !== undefined) (await viewSoon(active.value)).focus();
    });

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

  // Its terminals have ended with it.
  const secondState = second.value === undefined ? undefined : (second.value?.state ?? null);
  useEffect(() => {
    if (secondState !== undefined && secondState !== 'ready') dropSecondTabs();
  }, [secondState]);

  const list = tabs.value;
  const isOneOfTwo = list?.some((tab) => tab.host === 'second') ?? false;
  const together = shown.value.length + Number(isShown.value);
  return (
    <section class="terminals" aria-label={words.terminal.title} data-terminals>
      {ready && list && <TerminalBar onNew={() => openOne()} onSplit={split} />}
      <AwayNote />
      <ParkingNote />
      {ready && <RestNote recorded={recorded.value} />}
      {ready && <SecondNote />}
      {problem && <ProblemNote problem={problem} />}
      <div class="terminal-area" data-together={together}>
        {!ready && <Waiting />}
        {ready &&
          list?.map(({ id, host: on }) => (
            <Screen
              key={id}
              id={id}
              host={on}
              isOneOfTwo={isOneOfTwo}
              at={shown.value.indexOf(id)}
              together={together}
              onNew={() => openOne(on)}
            />
          ))}
        <EditorPlace isReady={ready} />
        {ready && list?.length === 0 && !isShown.value && (
          <div class="waiting">
            <button type="button" class="button primary" onClick={() => openOne()}>
              {words.terminal.open}
            </button>
          </div>
        )}
        {ready && <EyesFront />}
      </div>
      {ready && <KeyBar />}
      <p class="terminal-foot">
        {putAside.value ? (
          <span class="put-aside" role="status">
            <span class="put-aside-text">{words.terminal.putAside(putAside.value.text)}</span>
            <button type="button" class="quiet" onClick={putBack}>
              {words.terminal.putBack}
            </button>
          </span>
        ) : (
          <span class="terminal-keys">
            <WithKeys text={words.terminal.keys} />
          </span>
        )}
        {recorded.value && hostOf(active.value) === 'own' && (
          <a class="recorded" href={href('/recordings/')} title={words.terminal.recordedTitle}>
            {words.terminal.recorded}
          </a>
        )}
      </p>
      <DropPlace />
      <PasteDialog />
      <QuestionDialog />
      <OfferMenu />
    </section>
  );
}
