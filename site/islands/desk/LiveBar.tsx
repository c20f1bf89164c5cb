import { useState } from 'preact/hooks';
import type { Live } from '../../../protocol/desk/class.ts';
import { changeLive } from '../../state/desk/class.ts';
import { showTab } from '../../state/desk/place.ts';
import { hands, isLive } from '../../state/desk/wall.ts';
import { desk } from '../../words/desk-now.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { DeskIcon } from './DeskIcon.tsx';
import { MessageDialog } from './MessageDialog.tsx';
import { TimerControl } from './TimerControl.tsx';
import { useAct } from './use-act.ts';

/** What is done with the whole class at once: eyes front, a timer, a message; and how many hands are up. */
export function LiveBar({ live }: { live: Live }) {
  const [isWriting, setWriting] = useState(false);
  const { busy, problem, act } = useAct();
  const count = hands.value.length;
  return (
    <div class="live-bar">
      {!isLive.value && <span class="badge">{desk.class.connecting}</span>}
      <button
        type="button"
        class={count > 0 ? 'button small hands' : 'button small'}
        onClick={() => showTab('wall')}
      >
        <DeskIcon sign="hand" /> <span role="status">{desk.class.hands(count)}</span>
      </button>
      <button
        type="button"
        class={live.paused ? 'button small paused' : 'button small'}
        aria-pressed={live.paused}
        aria-disabled={busy}
        onClick={() => void act(() => changeLive({ paused: !live.paused }))}
      >
        <DeskIcon sign={live.paused ? 'play' : 'pause'} />
        {live.paused ? desk.class.goOn : desk.class.eyesFront}
      </button>
      <TimerControl timer={live.timer} />
      <button type="button" class="button small" onClick={() => setWriting(true)}>
        <DeskIcon sign="message" /> {desk.class.messageAll}
      </button>
      {problem && <ProblemNote problem={problem} />}
      {isWriting && <MessageDialog to="all" onClose={() => setWriting(false)} />}
    </div>
  );
}
