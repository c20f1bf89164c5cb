import { useEffect } from 'preact/hooks';
import type { Timer } from '../../protocol/class.ts';
import { serverTime } from '../shell/server-clock.ts';
import { Icon } from '../ui/Icon.tsx';
import { words } from '../words/now.ts';
import { announce } from './announcements.ts';
import { asClock, secondsLeft } from './times.ts';

const LAST = 60;

/**
 * The time left on the class's timer. It is not a live region, since a screen reader would speak each second. The last minute and the end are
 * announced.
 */
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
