import { expect, test } from 'vitest';
import { patienceFrom } from './patience.ts';

test('limits of time are as they are unless PATIENCE makes them longer, and nonsense is refused with what may stand there', () => {
  expect([undefined, '', '1', '2.5', '100'].map((one) => patienceFrom(one))).toEqual([1, 1, 1, 2.5, 100]);
  for (const wrong of ['0', '0.5', '101', 'long']) {
    expect(() => patienceFrom(wrong)).toThrow(`PATIENCE must be a number from 1 to 100, not ${wrong}`);
  }
});
