import { computed } from '@preact/signals';
import { expect, test } from 'vitest';
import { Latest } from './latest.ts';

function later<T>() {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  return { load: () => promise, resolve, reject };
}

test('an answer that was sent before an event, and is read after it, does not replace it', async () => {
  const state = new Latest('at rest');
  const seen = computed(() => state.value);
  const { load, resolve } = later<string>();
  const reading = state.read(load);
  state.value = 'ready';
  resolve('waking');
  await reading;
  expect(seen.value).toBe('ready');
  await state.read(async () => 'parked');
  expect(seen.value).toBe('parked');
});

test('of two questions the answer to the later one stays, whichever is read first', async () => {
  for (const firstFirst of [true, false]) {
    const marks = new Latest(0);
    const [first, second] = [later<number>(), later<number>()];
    const reads = [marks.read(first.load), marks.read(second.load)];
    const answers = [() => first.resolve(1), () => second.resolve(2)];
    if (!firstFirst) answers.reverse();
    for (const answer of answers) {
      answer();
      await new Promise(setImmediate);
    }
    await Promise.all(reads);
    expect(marks.value).toBe(2);
  }
});

test('the first of two answers is shown until the second comes, and stays when that fails', async () => {
  const marks = new Latest(0);
  const [first, second] = [later<number>(), later<number>()];
  const [one, two] = [marks.read(first.load), marks.read(second.load)];
  first.resolve(1);
  await one;
  expect(marks.value).toBe(1);
  second.reject(new Error('no answer'));
  await expect(two).rejects.toThrow('no answer');
  expect(marks.value).toBe(1);
});
