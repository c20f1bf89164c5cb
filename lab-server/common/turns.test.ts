import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

/** A task whose end the test decides. */
function task() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let begun = false;
  return {
    run: () => {
      begun = true;
      return promise;
    },
    get begun() {
      return begun;
    },
    end: () => resolve('done'),
    fail: () => reject(new Error('broken')),
  };
}

test('a fixed number of tasks run at once, and the next in the order they came, even after a failure', async () => {
  const turns = new Turns(2);
  const tasks = Array.from({ length: 5 }, task);
  const results = tasks.map((one) => turns.run(one.run));
  const begun = () => tasks.map((one) => one.begun);
  expect(begun()).toEqual([true, true, false, false, false]);
  expect(turns.busy).toBe(true);
  tasks[1]?.fail();
  await expect(results[1]).rejects.toThrow('broken');
  expect(begun()).toEqual([true, true, true, false, false]);
  tasks[0]?.end();
  expect(await results[0]).toBe('done');
  expect(begun()).toEqual([true, true, true, true, false]);
  for (const one of tasks.slice(2)) one.end();
  await Promise.all(results.slice(2));
  expect(turns.busy).toBe(false);
});
