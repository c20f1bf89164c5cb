import { signal } from '@preact/signals';
import { serverNow } from '../wire/server-time.ts';

const seconds = signal(serverNow());
let isTicking = false;

/** What time it is for the lab server, in ms, to the second. It ticks from when it is first asked for: most pages need no clock. */
export function serverTime(): number {
  if (!isTicking) {
    isTicking = true;
    setInterval(() => {
      seconds.value = serverNow();
    }, 1_000);
  }
  return seconds.value;
}
