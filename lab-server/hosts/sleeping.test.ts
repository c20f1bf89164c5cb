import { expect, test } from 'vitest';
import { sleepAfterFrom } from './sleeping.ts';

test('daemons sleep after five minutes, or as many as are set, in seconds; never when that is 0', () => {
  expect(sleepAfterFrom('')).toBe(300);
  expect(sleepAfterFrom('30')).toBe(1800);
  expect(sleepAfterFrom('0')).toBe(0);
});

test.each(['-1', '1.5', 'soon', '10081'])('%s is refused, with what may stand there', (setting) => {
  expect(() => sleepAfterFrom(setting)).toThrow(
    `SLEEP_AFTER must be a number of minutes from 1 to 10080, or 0 for never, not ${setting}.`,
  );
});
