import { expect, test } from 'vitest';
import { slowExpressions } from './regular-expressions.ts';

const together = ['`^$', '{name}: *( *)$`'].join('');
const unknown = ['`^(?:$', '{all})$`'].join('');

test.for([
  { what: 'is tried anew at each of a long row', code: `text.replace(/["'.]+$/, '');` },
  { what: 'has two parts that share a text', code: 'const EMPTY = /^\\s*[-\\s]+$/;' },
  { what: 'takes exponential time', code: 'if (/^(a+)+$/.test(text)) go();' },
  { what: 'is put together', code: `const expression = new RegExp(${together}, 'm');` },
  { what: 'is put together of two', code: "const expression = new RegExp('^a*' + 'a*$');" },
  { what: 'stands in a component', code: "const island = () => <p>{text.replace(/\\n+$/, '')}</p>;" },
])('an expression that $what is found', ({ code }) => {
  expect(slowExpressions(code, 'file.tsx')).toMatchObject([{ line: 1 }]);
});

test.for([
  { what: 'begins but once', code: `text.replace(/(?<!["'.])["'.]+$/, '');` },
  { what: 'can share in one way only', code: 'const PAIR = /^(\\d+) (\\d+)$/;' },
  { what: 'is a sum, not an expression', code: 'const one = a / b / c;' },
  { what: 'is put together of what is not known', code: `const expression = new RegExp(${unknown});` },
])('one that $what is not', ({ code }) => {
  expect(slowExpressions(code)).toEqual([]);
});
