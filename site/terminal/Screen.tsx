import { useEffect, useRef, useState } from 'preact/hooks';
import { pathOf } from '../../protocol/api/path.ts';
import * as api from '../../protocol/api/terminals.ts';
import type { WhichHost } from '../../protocol/terminal.ts';
import { copyText } from '../shell/clipboard.ts';
import type { LinkState } from '../wire/terminal-link.ts';
import { words } from '../words/now.ts';
import { terminalColours } from './options.ts';
import { SearchBar } from './SearchBar.tsx';
import { searching } from './searching.ts';
import { choose, closeTab, retitle, runs } from './state.ts';
import { showView, viewOf } from './views.ts';

interface Props {
  id: string;
  host: WhichHost;
  /** Whether there are terminals of two hosts, so that each says which it is on. */
  isOneOfTwo: boolean;
  /** Its place among the shown terminals, from 0; -1 when it is not shown. */
  at: number;
  /** The number of shown terminals. */
  together: number;
  onNew: () => void;
}

/** One terminal's screen, and a line under it when the connection has a problem. */
export function Screen({ id, host, isOneOfTwo, at, together, onNew }: Props) {
  const shown = at >= 0;
  const element = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<LinkState>('connecting');
  const [exit, setExit] = useState<number>();
  const [refused, setRefused] = useState(false);
  const [isSmaller, setSmaller] = useState(false);
  const [wanted, setWanted] = useState<string>();
  // A terminal that was never shown is not connected. Once shown, it stays connected.
  const [begun, setBegun] = useState(shown);
  if (shown && !begun) setBegun(true);

  useEffect(() => {
    if (!begun || !element.current) return;
    const path = (from: number) => pathOf(api.window, { params: { id }, query: { from, host } });
    const undo = showView(
      element.current,
      id,
      { path, isOwn: host === 'own' },
      {
        onState: (next, code) => {
          setState(next);
          setExit(code);
          if (next === 'ended' || next === 'gone') runs(id, undefined);
          if (next === 'open') setRefused(false);
        },
        onTitle: (title) => retitle(id, title),
        onCommand: (command) => runs(id, command),
        onRefused: () => setRefused(true),
        onClipboard: setWanted,
        onFocus: () => choose(id),
        onShared: setSmaller,
        onSearch: () => {
          searching.value = id;
        },
      },
    );
    return () => void undo.then((run) => run());
  }, [id, begun]);

  useEffect(() => {
    viewOf(id)?.fit();
  }, [id, shown, together]);

  return (
    <div
      class="screen"
      role="tabpanel"
      id={`panel-${id}`}
      aria-labelledby={`tab-${id}`}
      hidden={!shown}
      data-at={at}
      data-host={host}
      data-colours={terminalColours.value}
    >
      {isOneOfTwo && (
        <p class="screen-host">{host === 'own' ? words.host.second.onOwn : words.host.second.onSecond}</p>
      )}
      {shown && searching.value === id && <SearchBar id={id} />}
      <div class="screen-box" ref={element} />
      {wanted !== undefined && (
        <div class="screen-line" role="status">
          <span>{words.terminal.wantsClipboard(wanted.length)}</span>
          <span class="row">
            <button
              type="button"
              class="button small"
              onClick={() => void copyText(wanted).then(() => setWanted(undefined))}
            >
              {words.terminal.letIt}
            </button>
            <button type="button" class="button small" onClick={() => setWanted(undefined)}>
              {words.terminal.no}
            </button>
          </span>
        </div>
      )}
      {isSmaller && state === 'open' && (
        <p class="screen-smaller" role="status">
          {words.terminal.asInSmallest}
        </p>
      )}
      {state === 'waiting' && (
        <p class="screen-line" role="status">
          {refused ? words.terminal.tooMuchTyped : words.terminal.reconnecting}
        </p>
      )}
      {(state === 'ended' || state === 'gone') && (
        <div class="screen-line ended" role="status">
          <span>{state === 'ended' ? words.terminal.shellEnded(exit) : words.terminal.ended}</span>
          <button type="button" class="button small" onClick={() => void closeTab(id).then(onNew)}>
            {words.terminal.another}
          </button>
        </div>
      )}
    </div>
  );
}
