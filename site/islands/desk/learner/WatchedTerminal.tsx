import { useEffect, useRef, useState } from 'preact/hooks';
import { ofLearner } from '../../../state/desk/class.ts';
import { loadFont } from '../../../terminal/font.ts';
import type { WatchedView } from '../../../terminal/watched-view.ts';
import { asProblem } from '../../../wire/api.ts';
import type { LinkState } from '../../../wire/terminal-link.ts';
import { desk } from '../../../words/desk-now.ts';
import { ProblemNote } from '../../ProblemNote.tsx';

interface Props {
  learner: string;
  terminal: string;
  mayType: boolean;
}

/** One terminal of a learner as they see it. xterm.js is fetched when the first is looked at. */
export function WatchedTerminal({ learner, terminal, mayType }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<WatchedView>();
  const [state, setState] = useState<LinkState>('connecting');
  const [failed, setFailed] = useState<unknown>();
  useEffect(() => {
    let made: WatchedView | undefined;
    let isGone = false;
    Promise.all([import('../../../terminal/watched-view.ts'), loadFont()])
      .then(([{ WatchedView }]) => {
        if (isGone || !place.current) return;
        made = new WatchedView(place.current, ofLearner(learner, `/terminals/${terminal}`), setState);
        setView(made);
      })
      .catch(setFailed);
    return () => {
      isGone = true;
      made?.dispose();
    };
  }, [learner, terminal]);
  useEffect(() => view?.allowTyping(mayType), [view, mayType]);
  return (
    <>
      {failed !== undefined && <ProblemNote problem={asProblem(failed)} />}
      <div ref={place} class={mayType ? 'watched may-type' : 'watched'} />
      <p class="soft small-text" role="status">
        {state === 'open' ? (mayType ? desk.learner.leaveKeys : '') : desk.learner.link[state]}
      </p>
    </>
  );
}
