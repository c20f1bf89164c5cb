/** Whole minutes from a moment until now; never below 0. */
export const minutesSince = (at: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));

/** Minutes and seconds left as 4:05, with hours if there are any: 1:04:05. 0:00 when the time is over. */
export function countdown(until: string, now: number): string {
  const left = Math.max(0, Math.ceil((Date.parse(until) - now) / 1_000));
  const [hours, minutes, seconds] = [Math.floor(left / 3_600), Math.floor(left / 60) % 60, left % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** A moment in the form of the browser's date field, in local time; empty for none. */
export function toLocal(at: string | null): string {
  if (at === null) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The value of such a field as ISO 8601 in UTC; null when it is empty. */
export const fromLocal = (text: string): string | null => (text === '' ? null : new Date(text).toISOString());
