import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEntries } from './entries.ts';

const numbers = (text: string) => readEntries(text, (word) => (/^\d+$/.test(word) ? word : undefined));
const addresses = (text: string) =>
  readEntries(text, (word) => {
    const [bare = ''] = word.split('/');
    return isIP(bare) ? bare : undefined;
  });

test.each([
  'whale 12\nseal 34',
  'whale: 12\nseal: 34\n',
  'whale = 12, seal = 34',
  '12 whale\n34 seal',
  'Whale -> 12\n\n  seal\t34',
])('%j names two', (text) => {
  expect(numbers(text)).toEqual([
    { words: ['whale'], values: ['12'] },
    { words: ['seal'], values: ['34'] },
  ]);
});

test('a name has all the values that stand with it, however they are written', () => {
  expect(addresses('heron: 192.168.1.112/24 2001:db8::1 (eth0)')).toEqual([
    { words: ['heron'], values: ['192.168.1.112', '2001:db8::1'] },
  ]);
  expect(addresses('| heron | RUNNING | 192.168.1.112 (eth0) |')).toEqual([
    { words: ['heron', 'running'], values: ['192.168.1.112'] },
  ]);
});

test('a line without a name continues the line above', () => {
  expect(addresses('heron\n192.168.1.112\n2001:db8::1')).toEqual([
    { words: ['heron'], values: ['192.168.1.112', '2001:db8::1'] },
  ]);
});

test('a value without a name stays without one', () => {
  expect(numbers('12')).toEqual([{ words: [], values: ['12'] }]);
  expect(numbers('whale')).toEqual([]);
});

test('other words may stand beside the name', () => {
  expect(numbers('Docker whale 12')).toEqual([{ words: ['docker', 'whale'], values: ['12'] }]);
});

test('any text can be read', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const { values } of numbers(text)) expect(values.length).toBeGreaterThan(0);
    }),
  );
});
