import { signal } from '@preact/signals';
import { serverNow } from '../wire/server-time.ts';

const seconds = signal(serverNow());
let isTicking = false;

/** The lab server's time in ms, to the second. It begins to tick when it is first asked for, since most pages need no clock. */
export function serverTime(): number {
  if (!isTicking) {
    isTicking = true;
    setInterval(() => {
      seconds.value = serverNow();
    }, 1_000);
  }
  return seconds.value;
}
