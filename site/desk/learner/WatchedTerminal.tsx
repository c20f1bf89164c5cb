import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { loadFont } from '../../terminal/font.ts';
import { PasteDialog } from '../../terminal/PasteDialog.tsx';
import type { WatchedView } from '../../terminal/watched-view.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { asProblem } from '../../wire/api.ts';
import type { LinkState } from '../../wire/terminal-link.ts';
import { desk } from '../../words/desk-now.ts';
import { ofLearner } from '../state/class.ts';

interface Props {
  learner: string;
  terminal: string;
  mayType: boolean;
}

/** One terminal of a learner as they see it. xterm.js is fetched when the first one is shown. */
export function WatchedTerminal({ learner, terminal, mayType }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<WatchedView>();
  const [state, setState] = useState<LinkState>('connecting');
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    let made: WatchedView | undefined;
    let isGone = false;
    Promise.all([import('../../terminal/watched-view.ts'), loadFont()])
      .then(([{ WatchedView }]) => {
        if (isGone || !place.current) return;
        made = new WatchedView(place.current, { ...ofLearner(learner), id: terminal }, setState);
        setView(made);
      })
      .catch(setFailed);
    return () => {
      isGone = true;
      made?.dispose();
    };
  }, [learner, terminal]);
  // At once with the words that say so, or the first keys typed after them would be lost.
  useLayoutEffect(() => view?.allowTyping(mayType), [view, mayType]);
  return (
    <>
      {failed !== undefined && <ProblemNote problem={asProblem(failed)} />}
      <PasteDialog />
      <div ref={place} class={mayType ? 'watched may-type' : 'watched'} />
      <p class="soft small-text" role="status">
        {state === 'open' ? (mayType ? desk.learner.leaveKeys : '') : desk.learner.link[state]}
      </p>
    </>
  );
}
