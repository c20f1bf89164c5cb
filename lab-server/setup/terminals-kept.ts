import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../common/process.ts';
import { ensureTerminals, type GivenSockets } from './unprivileged.ts';

/** Pause in ms between looks at the terminals' process. It may be a child of an earlier process instead of this one's. */
const LOOK_EVERY = 100;
/** ms until it is started again: at first and at most. The wait doubles each time. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5000;
/** ms after which it counts as healthy. */
const LONG = 60_000;

/**
 * Starts the terminals' process, or finds the one that still runs, and starts another whenever it has ended.
 * @returns a function after which none is started any more.
 */
export async function keepTerminals(
  stateDir: string,
  given: GivenSockets,
  onEnd: () => void,
): Promise<() => void> {
  let stopped = false;
  let terminals = await ensureTerminals(stateDir, given);
  const keep = async (): Promise<void> => {
    let pause = FIRST_PAUSE;
    let began = Date.now();
    for (;;) {
      await sleep(LOOK_EVERY, undefined, { ref: false });
      if (stopped) return;
      if (await isAlive(terminals)) continue;
      // It may have been ended in order at this moment.
      if (stopped) return;
      onEnd();
      if (Date.now() - began > LONG) pause = FIRST_PAUSE;
      await sleep(pause, undefined, { ref: false });
      if (stopped) return;
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      began = Date.now();
      terminals = await ensureTerminals(stateDir, given);
    }
  };
  void keep();
  return () => {
    stopped = true;
  };
}
