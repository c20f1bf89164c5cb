import { expect, test } from 'vitest';
import { tokenIn } from './by-link.ts';

test('a token is told from the name of a part of the page', () => {
  expect(tokenIn('#Zm9vYmFyYmF6cXV4MTIz_-')).toBe('Zm9vYmFyYmF6cXV4MTIz_-');
  expect(tokenIn('#learners')).toBeUndefined();
  expect(tokenIn('')).toBeUndefined();
});
