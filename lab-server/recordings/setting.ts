/** Whether terminals are recorded, as RECORD says; they are where it is not set. @throws RangeError when it is neither on nor off. */
export function recordFrom(setting = process.env.RECORD): boolean {
  if (setting === undefined || setting === '' || setting === 'on') return true;
  if (setting === 'off') return false;
  throw new RangeError(`RECORD must be on or off, not ${setting}.`);
}
