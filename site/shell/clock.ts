import { signal } from '@preact/signals';

const ticking = (every: number) => {
  const now = signal(Date.now());
  setInterval(() => {
    now.value = Date.now();
  }, every);
  return now;
};

/** The time in ms, to the second, for countdowns. */
export const toTheSecond = ticking(1_000);
/** The time to a quarter of a minute, for the age of things. */
export const toTheMinute = ticking(15_000);
