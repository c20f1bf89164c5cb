import { useEffect, useRef, useState } from 'preact/hooks';
import { closeTab, retitle } from '../state/terminals.ts';
import { showView, viewOf } from '../terminal/views.ts';
import type { LinkState } from '../wire/terminal-link.ts';

interface Props {
  id: string;
  shown: boolean;
  onNew: () => void;
}

/** One terminal's screen, and a line under it when something is the matter with the connection. */
export function Screen({ id, shown, onNew }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<LinkState>('connecting');
  const [exit, setExit] = useState<number>();
  const [refused, setRefused] = useState(false);
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
    });
    return () => void undo.then((run) => run());
  }, [id, begun]);

  useEffect(() => {
    if (shown) viewOf(id)?.fit();
  }, [id, shown]);

  return (
    <div class="screen" role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`} hidden={!shown}>
      <div class="screen-box" ref={element} />
      {state === 'waiting' && (
        <p class="screen-line" role="status">
          {refused ? 'Reconnecting… Too much was typed meanwhile; the last of it is lost.' : 'Reconnecting…'}
        </p>
      )}
      {(state === 'ended' || state === 'gone') && (
        <div class="screen-line ended" role="status">
          <span>
            {state === 'ended' ? `The shell has ended (exit code ${exit}).` : 'This terminal has ended.'}
          </span>
          <button type="button" class="button small" onClick={() => void closeTab(id).then(onNew)}>
            New terminal
          </button>
        </div>
      )}
    </div>
  );
}
