import { signal } from '@preact/signals';

const ticking = (every: number) => {
  const now = signal(Date.now());
  setInterval(() => {
    now.value = Date.now();
  }, every);
  return now;
};

/** What time it is, in ms, to the second: for what counts down. */
export const toTheSecond = ticking(1_000);
/** To a quarter of a minute: for how long ago something was. */
export const toTheMinute = ticking(15_000);
