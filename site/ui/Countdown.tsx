import type { Timer } from '../../protocol/class.ts';
import { countdown } from '../desk/spans.ts';
import { toTheSecond } from '../shell/clock.ts';

/** The time left on a timer. It is not a live region, since a screen reader would speak each second. */
export function Countdown({ timer }: { timer: Timer }) {
  const now = toTheSecond.value;
  const isOver = Date.parse(timer.endsAt) <= now;
  return (
    <span class={isOver ? 'countdown over' : 'countdown'} role="timer" aria-live="off">
      {timer.label && <span class="countdown-label">{timer.label}</span>}
      {countdown(timer.endsAt, now)}
    </span>
  );
}
