import { useEffect, useRef, useState } from 'preact/hooks';
import { window as ownWindow } from '../../../protocol/api/desk-host.ts';
import { pathOf } from '../../../protocol/api/path.ts';
import { roughSize } from '../../terminal/font.ts';
import { PasteDialog } from '../../terminal/PasteDialog.tsx';
import { showView } from '../../terminal/views.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { LinkState } from '../../wire/terminal-link.ts';
import { desk } from '../../words/desk-now.ts';
import { openOwnTerminal } from '../state/own-host.ts';

/** Id of what the focus goes to from the terminal. */
export const ACTS = 'own-host-acts';

/** A terminal on the instructor's own host: the newest, or a first one. */
export function OwnTerminal({ terminals }: { terminals: readonly string[] }) {
  const place = useRef<HTMLDivElement>(null);
  const { problem, act } = useAct();
  const [id, setId] = useState(terminals.at(-1));
  const [state, setState] = useState<LinkState>('connecting');
  const open = () =>
    act(async () => setId(await openOwnTerminal(roughSize(place.current?.getBoundingClientRect() ?? SIZE))));
  useEffect(() => {
    if (id === undefined) void open();
  }, []);
  useEffect(() => {
    if (id === undefined || !place.current) return;
    const path = (from: number) => pathOf(ownWindow, { params: { id }, query: { from } });
    const undo = showView(
      place.current,
      id,
      { path, isOwn: false },
      {
        onState: setState,
        onTitle: () => {},
        onCommand: () => {},
        onRefused: () => {},
        // What a program on a copy of somebody's host puts there is not asked for.
        onClipboard: () => {},
        onFocus: () => {},
        onShared: () => {},
        onSearch: () => {},
      },
    );
    return () => void undo.then((run) => run());
  }, [id]);
  const isOver = state === 'ended' || state === 'gone';
  return (
    <section class="own-terminal" aria-label={desk.learner.terminal} onKeyDown={leaveByF6}>
      {problem && <ProblemNote problem={problem} />}
      <PasteDialog />
      <div ref={place} class="own-screen" />
      <p class="soft small-text" role="status">
        {state === 'open' || id === undefined ? desk.learner.leaveKeys : desk.learner.link[state]}
      </p>
      {(isOver || problem) && (
        <button type="button" class="button small" onClick={() => void open()}>
          {desk.hosts.mine.terminal}
        </button>
      )}
    </section>
  );
}

/** All other keys belong to the shell. */
function leaveByF6(event: KeyboardEvent): void {
  if (event.key !== 'F6') return;
  event.preventDefault();
  document.getElementById(ACTS)?.focus();
}

/** Where the place of the terminal is not known. */
const SIZE = { width: 640, height: 400 };
