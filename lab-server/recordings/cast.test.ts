import { expect, test } from 'vitest';
import { Cast } from './cast.ts';

const start = { cols: 80, rows: 24, title: 'Terminal 1', at: 1_000_000_500 };
const lines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test('a recording begins with a header and gives each event the seconds since the one before', () => {
  const cast = new Cast(start);
  expect(JSON.parse(cast.header)).toEqual({
    version: 3,
    term: { cols: 80, rows: 24, type: 'xterm-256color' },
    timestamp: 1_000_000,
    title: 'Terminal 1',
  });
  const text =
    cast.output(Buffer.from('a'), start.at + 1500) +
    cast.resize(100, 30, start.at + 1750) +
    cast.marker('Question 1: correct', start.at + 1750) +
    cast.exit(0, start.at + 3000);
  expect(lines(text)).toEqual([
    [1.5, 'o', 'a'],
    [0.25, 'r', '100x30'],
    [0, 'm', 'Question 1: correct'],
    [1.25, 'x', '0'],
  ]);
});

test('a letter that comes in two pieces is one letter, and invalid bytes do no harm', () => {
  const cast = new Cast(start);
  const [first, second] = [Buffer.from('ü').subarray(0, 1), Buffer.from('ü').subarray(1)];
  expect(cast.output(first, start.at)).toBe('');
  expect(lines(cast.output(second, start.at))).toEqual([[0, 'o', 'ü']]);
  expect(lines(cast.output(Buffer.from([0xff, 0x41]), start.at))).toEqual([[0, 'o', '\ufffdA']]);
});

test('a clock that goes back makes no negative time', () => {
  const cast = new Cast(start);
  expect(lines(cast.output(Buffer.from('a'), start.at - 5000))).toEqual([[0, 'o', 'a']]);
});

test('a flood is left out beyond a rate, which is marked once, and later output is recorded', () => {
  const cast = new Cast(start);
  const flood = Buffer.alloc(64 * 1024, 'y');
  let text = '';
  for (let i = 0; i < 1000; i++) text += cast.output(flood, start.at + i);
  expect(text.length).toBeLessThan(700 * 1024);
  expect(lines(text).filter(([, code]) => code === 'm')).toEqual([
    [expect.any(Number), 'm', 'from here on output is left out'],
  ]);
  expect(lines(cast.output(Buffer.from('after'), start.at + 5000)).map(([, , data]) => data)).toEqual([
    'after',
  ]);
});
