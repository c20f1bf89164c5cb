import { language } from './now.ts';

/** The page's language as the reader speaks it where they live: en-GB writes dates otherwise than en-US. */
const locale = globalThis.navigator?.languages.find((tag) => tag.split('-')[0] === language) ?? language;

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const exactClock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const soon = new Intl.DateTimeFormat(locale, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const calendar = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment as the reader writes it, without the periods of Canada's “p.m.”, which would end a sentence twice. */
const written = (format: Intl.DateTimeFormat, at: string): string =>
  format.format(new Date(at)).replace(/\b([ap])\.\s?m\./i, '$1m');

/** @param at a moment as ISO 8601 has it. */
export const timeOfDay = (at: string): string => written(clock, at);
/** @param at a moment as ISO 8601 has it. */
export const timeWithSeconds = (at: string): string => written(exactClock, at);
/** @param at a moment as ISO 8601 has it. */
export const dayAndTime = (at: string): string => written(calendar, at);

/** The time alone for a moment of today, with the day for any other of these weeks. @param at a moment as ISO 8601 has it. */
export const shortMoment = (at: string): string =>
  new Date(at).toDateString() === new Date().toDateString() ? timeOfDay(at) : written(soon, at);

const both = new Intl.ListFormat(locale);

/** Several names as one: Ada, Grace and Joan. */
export const inWords = (names: readonly string[]): string => both.format(names);

const plain = new Intl.NumberFormat(locale);

export const number = (value: number): string => plain.format(value);

/** Bytes in the unit that suits them, in powers of ten. */
export function size(bytes: number): string {
  const isSmall = bytes < 1e5;
  const [value, unit] = isSmall
    ? [Math.ceil(bytes / 1e3), 'kilobyte']
    : bytes < 1e9
      ? [bytes / 1e6, 'megabyte']
      : [bytes / 1e9, 'gigabyte'];
  const digits = isSmall ? 0 : 1;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}
