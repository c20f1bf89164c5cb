import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarms, type Gauges, MOST, pauseAfter, tooMuch, type Weight } from './excess.ts';

const QUIET: Gauges = { memory: 100e6, softirq: 0.02, neighbours: 40, ptys: 0.01 };
const HOST: Weight = { id: 'a', bytes: 1e6, packets: 100, neighbours: 10, ptys: 8, processors: 0.1 };
const all: (keyof Gauges)[] = ['memory', 'softirq', 'neighbours', 'ptys'];

test('a machine that has no more than it had raises no alarm', () => {
  expect(alarms(QUIET, 100e6)).toEqual([]);
  expect(alarms({ ...QUIET, memory: 290e6 }, 100e6)).toEqual([]);
  expect(alarms({ ...QUIET, memory: 320e6 }, 100e6)).toEqual(['memory']);
  expect(alarms({ memory: 9e9, softirq: 0.6, neighbours: 60_000, ptys: 0.9 }, 0)).toEqual(all);
});

test('hosts are weighed again after a weighing that found none, ever more seldom and never not at all', () => {
  expect([0, 1, 2, 3, 5, 6, 60].map(pauseAfter)).toEqual([0, 1, 3, 7, 31, 31, 31]);
});

test('a host is stopped for its own excess, not for that of the machine', () => {
  const heavy = { ...HOST, id: 'b', bytes: 500 * 2 ** 20 };
  expect([...tooMuch(['memory'], [HOST, heavy], 0).keys()]).toEqual(['b']);
  expect(tooMuch(['memory'], [HOST, heavy], 0).get('b')).toContain('its sockets held 500 MiB of memory');
  expect(tooMuch(['neighbours'], [heavy], 0)).toEqual(new Map());
});

test('packets that run in a circle are found soon, and packets that a program sends are allowed for two minutes', () => {
  const circle = { ...HOST, packets: 2 * MOST.packets };
  const sending = { ...circle, processors: 1.4 };
  expect(tooMuch(['softirq'], [circle], 2)).toEqual(new Map());
  expect(tooMuch(['softirq'], [circle], 3).get('a')).toContain('(a loop of bridges without STP does that)');
  expect(tooMuch(['softirq'], [sending], 59)).toEqual(new Map());
  expect(tooMuch(['softirq'], [sending], 60).get('a')).toContain('200,000 packets a second ran about');
});

test('a host within its share is never stopped, whatever the alarm', () => {
  const within = fc.record({
    id: fc.constant('a'),
    bytes: fc.nat(MOST.bytes),
    packets: fc.nat(MOST.packets),
    neighbours: fc.nat(MOST.neighbours),
    ptys: fc.nat(MOST.ptys),
    processors: fc.double({ min: 0, max: 4, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(within), fc.nat(), (weights, loud) => {
      expect(tooMuch(all, weights, loud)).toEqual(new Map());
    }),
  );
});
