import { useEffect, useRef, useState } from 'preact/hooks';
import { copyText } from '../shell/clipboard.ts';
import { choose, closeTab, retitle } from '../state/terminals.ts';
import { terminalColours } from '../terminal/options.ts';
import { searching } from '../terminal/searching.ts';
import { showView, viewOf } from '../terminal/views.ts';
import type { LinkState } from '../wire/terminal-link.ts';
import { words } from '../words/now.ts';
import { SearchBar } from './SearchBar.tsx';

interface Props {
  id: string;
  /** Its place among those that are shown, from 0; -1 when it is not. */
  at: number;
  /** How many are shown. */
  together: number;
  onNew: () => void;
}

/** One terminal's screen, and a line under it when something is the matter with the connection. */
export function Screen({ id, at, together, onNew }: Props) {
  const shown = at >= 0;
  const element = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<LinkState>('connecting');
  const [exit, setExit] = useState<number>();
  const [refused, setRefused] = useState(false);
  const [wanted, setWanted] = useState<string>();
  // A terminal that was never shown is not connected either; once shown, it stays.
  const [begun, setBegun] = useState(shown);
  if (shown && !begun) setBegun(true);

  useEffect(() => {
    if (!begun || !element.current) return;
    const undo = showView(element.current, id, {
      onState: (next, code) => {
        setState(next);
        setExit(code);
        if (next === 'open') setRefused(false);
      },
      onTitle: (title) => retitle(id, title),
      onRefused: () => setRefused(true),
      onClipboard: setWanted,
      onFocus: () => choose(id),
      onSearch: () => {
        searching.value = id;
      },
    });
    return () => void undo.then((run) => run());
  }, [id, begun]);

  useEffect(() => {
    if (shown) viewOf(id)?.fit();
  }, [id, shown, together]);

  return (
    <div
      class="screen"
      role="tabpanel"
      id={`panel-${id}`}
      aria-labelledby={`tab-${id}`}
      hidden={!shown}
      data-at={at}
      data-colours={terminalColours.value}
    >
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
