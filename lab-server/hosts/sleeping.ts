const MINUTE = 60;
const LONGEST = 10_080; // a week

/**
 * After how many seconds a daemon that nobody has used sleeps, as SLEEP_AFTER says in minutes; five minutes where it is not set,
 * 0 for never.
 * @throws RangeError when the setting is no number of minutes up to a week.
 */
export function sleepAfterFrom(setting = process.env.SLEEP_AFTER): number {
  const minutes = Number(setting || 5);
  if (Number.isInteger(minutes) && minutes >= 0 && minutes <= LONGEST) return minutes * MINUTE;
  throw new RangeError(
    `SLEEP_AFTER must be a number of minutes from 1 to ${LONGEST}, or 0 for never, not ${setting}.`,
  );
}
