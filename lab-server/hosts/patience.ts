const MOST = 100;

/**
 * How many times longer than usual each step of work on lab hosts may take, as PATIENCE says; 1 where it is not set.
 * @throws RangeError when the setting is no number from 1 to 100.
 */
export function patienceFrom(setting = process.env.PATIENCE): number {
  const times = Number(setting || 1);
  if (times >= 1 && times <= MOST) return times;
  throw new RangeError(`PATIENCE must be a number from 1 to ${MOST}, not ${setting}. Leave it out for 1.`);
}

/** A limit of time, in ms, as long as PATIENCE makes it. */
export function patient(ms: number): number {
  return ms * patienceFrom();
}
