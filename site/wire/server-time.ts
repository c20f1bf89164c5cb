/** By how much the lab server's clock may seem to differ although it does not. The header tells whole seconds, and takes time to arrive. */
const TOLERANCE = 2_000;

let ahead = 0;

/** Takes the lab server's time from the Date header of an answer. A small machine that was long off the network can be hours away. */
export function hearDate(header: string | null, now = Date.now()): void {
  const said = Date.parse(header ?? '');
  if (Number.isNaN(said)) return;
  ahead = Math.abs(said - now) > TOLERANCE ? said - now : 0;
}

/** The lab server's time in ms, which decides when timers and exams end. */
export const serverNow = (now = Date.now()): number => now + ahead;
