import { expect, test } from 'vitest';
import { within } from './within.ts';

const never = new Promise<string>(() => {});
const late = () => {
  throw new Error('late');
};

test('work that ends in time gives its own result, even if it fails', async () => {
  expect(await within(60_000, Promise.resolve('done'), late)).toBe('done');
  await expect(within(60_000, Promise.reject(new Error('broken')), late)).rejects.toThrow('broken');
});

test('work that takes longer gives something else', async () => {
  expect(await within(1, never, () => 'late')).toBe('late');
  await expect(within(1, never, late)).rejects.toThrow('late');
});
