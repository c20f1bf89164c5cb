import { useState } from 'preact/hooks';
import type { Live } from '../../protocol/desk/class.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAct } from '../ui/use-act.ts';
import { desk } from '../words/desk-now.ts';
import { DeskIcon } from './DeskIcon.tsx';
import { MessageDialog } from './MessageDialog.tsx';
import { changeLive } from './state/class.ts';
import { showTab } from './state/place.ts';
import { hands, isLive } from './state/wall.ts';
import { TimerControl } from './TimerControl.tsx';

/** The actions on the whole class (eyes front, a timer, a message), and the number of raised hands. */
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
        <DeskIcon sign="hand" /> {desk.class.hands(count)}
      </button>
      {/* Within the button it would take the button's name away. */}
      <span role="status" class="visually-hidden">
        {desk.class.hands(count)}
      </span>
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
