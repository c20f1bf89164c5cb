import { expect, test } from 'vitest';
import { Tally } from './tally.ts';

test('each key has its own count, and its time begins with the first event', () => {
  let now = 0;
  const tally = new Tally({ most: 2, time: 100, now: () => now });
  expect([tally.take('a'), tally.take('a'), tally.take('a')]).toEqual([true, true, false]);
  expect([tally.wait('a'), tally.wait('b')]).toEqual([100, 0]);
  now = 60;
  expect([tally.take('b'), tally.take('a'), tally.wait('a')]).toEqual([true, false, 40]);
  now = 100;
  expect([tally.wait('a'), tally.take('a'), tally.take('a'), tally.take('a')]).toEqual([
    0,
    true,
    true,
    false,
  ]);
});

test('keys whose time is over are forgotten, and too many at once are not kept', () => {
  let now = 0;
  const tally = new Tally({ most: 1, time: 100, now: () => now });
  tally.take('kept');
  for (let i = 0; i < 250_000; i++) {
    now += 0.0001;
    tally.take(`key ${i}`);
  }
  expect(tally.size).toBeLessThanOrEqual(100_000);
});
