/** A bar of a histogram: how many values are at least `from` and below `to`; in the last bar, also just `to`. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

const MOST = 10;
/** Points come in tenths. A bar for fewer than five tenths would say little. */
const SMALLEST = 0.5;

/** A step of 1, 2 or 5 times a power of ten, the smallest with which at most so many steps reach the end. */
export function stepFor(end: number, most: number, least = 1): number {
  for (let power = 10 ** Math.floor(Math.log10(least)); ; power *= 10) {
    for (const factor of [1, 2, 5]) {
      const step = factor * power;
      if (step >= least && end / step <= most) return step;
    }
  }
}

/** Values from 0 to `end` in at most ten bars of one width, which is a round number. */
export function bins(values: readonly number[], end: number): Bin[] {
  const step = stepFor(Math.max(end, ...values, 1), MOST, SMALLEST);
  const count = Math.max(1, Math.ceil(Math.max(end, ...values) / step));
  return Array.from({ length: count }, (_, at) => {
    const [from, to] = [at * step, (at + 1) * step];
    const isLast = at === count - 1;
    return {
      from,
      to,
      count: values.filter((value) => value >= from && (value < to || (isLast && value <= to))).length,
    };
  });
}

/** One bar for each whole number from 1. Those above ten share the last bar. */
export function tally(values: readonly number[]): Bin[] {
  const most = Math.min(MOST, Math.max(1, ...values));
  return Array.from({ length: most }, (_, at) => {
    const value = at + 1;
    const isLast = value === MOST;
    return {
      from: value,
      to: value,
      count: values.filter((one) => one === value || (isLast && one > value)).length,
    };
  });
}

/** The median of values in ascending order; undefined when there are none. */
export function median(values: readonly number[]): number | undefined {
  const middle = values.length / 2;
  const [low, high] = [values[Math.ceil(middle) - 1], values[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** Points as text. */
export const toTenth = (value: number): number => Math.round(value * 10) / 10;

/** The marks of an axis of counts, from 0 to at least the end, with at most five above 0. */
export function marks(end: number): number[] {
  const step = stepFor(Math.max(1, end), 5);
  return Array.from({ length: Math.ceil(Math.max(1, end) / step) + 1 }, (_, at) => at * step);
}
