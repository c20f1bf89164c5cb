import { expect, test } from 'vitest';
import { parkingFrom } from './parking.ts';

const MINUTE = 60_000;

test.each([
  ['0', undefined],
  [undefined, { after: 60 * MINUTE, grace: 5 * MINUTE }],
  ['5', { after: 5 * MINUTE, grace: 5 * MINUTE }],
])('PARK_AFTER=%s is understood', (setting, times) => {
  expect(parkingFrom(setting)).toEqual(times);
});

test.each(['-1', 'never', '1.5', '10081'])(
  'PARK_AFTER=%s is refused, with what may stand there',
  (setting) => {
    expect(() => parkingFrom(setting)).toThrow(
      /PARK_AFTER must be a number of minutes from 1 to 10080, or 0 for never/,
    );
  },
);
