import { useEffect } from 'preact/hooks';
import type { Timer } from '../../../protocol/class.ts';
import { asClock, secondsLeft } from '../../class/times.ts';
import { announce } from '../../state/announcements.ts';
import { serverTime } from '../../state/server-clock.ts';
import { words } from '../../words/now.ts';
import { Icon } from '../Icon.tsx';

const LAST = 60;

/** What is left on the class's timer. It is no live region: a screen reader would speak each second; the last minute and the end are said. */
export function TimerView({ timer }: { timer: Timer }) {
  const left = secondsLeft(timer.endsAt, serverTime());
  const state = left === 0 ? 'over' : left <= LAST ? 'last' : 'running';
  const said = words.classroom.timer;
  useEffect(() => {
    if (state === 'last') announce(`${timer.label} ${said.lastMinute}`.trim());
    if (state === 'over') announce(`${timer.label} ${said.over}`.trim());
  }, [state, timer.endsAt]);
  return (
    <span class="class-timer" data-state={state} role="timer" aria-live="off" aria-label={said.title}>
      <Icon sign="clock" />
      {timer.label && <span class="timer-label">{timer.label}</span>}
      <strong>{state === 'over' ? said.over : asClock(left)}</strong>
    </span>
  );
}
